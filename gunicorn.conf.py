"""How gunicorn serves the portal; read by itself from the folder it is started in."""

control_socket_disable = True
limit_request_line = 0
"""No limit here: a question of ten thousand letters reaches the portal, which answers it, and longer ones, with a page."""
timeout = 30
graceful_timeout = 20
