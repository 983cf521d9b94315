/**
 * Opens a tab at once, as browsers allow only in answer to a click, and leads it to its address when that is known. The
 * tab knows nothing of this page.
 */
export async function inNewTab(address: Promise<string>): Promise<void> {
  const tab = window.open('about:blank', '_blank');
  if (tab) tab.opener = null;
  try {
    const url = await address;
    if (tab) tab.location.replace(url);
    else window.open(url, '_blank', 'noopener');
  } catch (error) {
    tab?.close();
    throw error;
  }
}
