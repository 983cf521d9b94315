"""The door: the part of studiolo that stands in the Jupyter server, before the agent."""


def _jupyter_labextension_paths():
    """Where JupyterLab finds the front end when the package is linked for development."""
    return [{"src": "labextension", "dest": "studiolo"}]


def _jupyter_server_extension_points():
    """What jupyter_server loads."""
    from .extension import Studiolo

    return [{"module": "studiolo", "app": Studiolo}]
