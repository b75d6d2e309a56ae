"""How gunicorn serves the portal; read by itself from the folder it is started in."""

control_socket_disable = True
limit_request_line = 0
"""No limit here: the portal itself answers endless addresses, with a page that says what to do."""
timeout = 30
graceful_timeout = 20
