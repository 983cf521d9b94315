/**
 * What JupyterLab's builder adds to its own configuration: all that is left for later is in one file, of which each part is
 * evaluated when it is needed. In parts it came by three requests one after the other, and a dialog could be gone where the
 * server had been upgraded under an open page.
 */
module.exports = { module: { parser: { javascript: { dynamicImportMode: 'eager' } } } };
