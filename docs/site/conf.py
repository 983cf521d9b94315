"""How Sphinx makes the site: `npm run docs`."""

import os

project = "studiolo"
author = "The studiolo authors"
copyright = author
release = version = os.environ["STUDIOLO_VERSION"]
extensions = ["myst_parser"]
root_doc = "README"
html_theme = "pydata_sphinx_theme"
html_title = "studiolo"
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "navbar_center": [],
    "navbar_end": ["theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "show_prev_next": False,
    "show_toc_level": 2,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_sidebars = {"**": ["chapters.html"]}
templates_path = ["templates"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_static_path = ["static"]
# Anchors as forges make them, so that a link works in both.
myst_heading_anchors = 4
