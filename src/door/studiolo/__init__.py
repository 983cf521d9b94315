"""The door: the part of studiolo that stands in the Jupyter server, before the agent."""


def _jupyter_labextension_paths():
    """Where `jupyter labextension develop` finds the built front end; the wheel puts it in place by itself."""
    return [{"src": "../../../dist/labextension", "dest": "studiolo"}]


def _jupyter_server_extension_points():
    """What jupyter_server loads."""
    from .extension import Studiolo

    return [{"module": "studiolo", "app": Studiolo}]
