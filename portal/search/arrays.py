"""The kinds of arrays that searching is done with; documents are numbered from 0 in each generation of the index."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
"""Document numbers, places in an order, or rows of numbers."""

Keys = NDArray[np.int64]
"""Numbers made of document and position."""

Mask = NDArray[np.bool_]
"""Yes or no for each document."""

Scores = NDArray[np.float32]
"""A score for each document, 0 where it does not match; or frequencies."""
