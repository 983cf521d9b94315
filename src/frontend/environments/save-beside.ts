import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';

/** Saves a text in a folder under a name that nothing there has; answers its path. */
export async function saveBeside(
  contents: Pick<Contents.IManager, 'get' | 'save'>,
  folder: string,
  name: string,
  text: string,
): Promise<string> {
  const listing: Contents.IModel = await contents.get(folder, { content: true });
  const there: unknown = listing.content;
  // Saving overwrites: where it is not known what there is, nothing is saved.
  if (!Array.isArray(there)) throw new Error(`${folder || 'the folder'} cannot be listed`);
  const taken = there.map(({ name }: Contents.IModel) => name);
  const [stem, extension] = [name.slice(0, name.lastIndexOf('.')), PathExt.extname(name)];
  let free = name;
  for (let number = 2; taken.includes(free); number += 1) free = `${stem}-${number}${extension}`;
  const path = PathExt.join(folder, free);
  await contents.save(path, { type: 'file', format: 'text', content: text });
  return path;
}
