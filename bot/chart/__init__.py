"""How a chart becomes a picture: in a process of its own, for the library is heavy and drawing takes a while."""
