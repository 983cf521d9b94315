import { InputDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { withoutControls } from '../texts/careful';

interface Choice<T> {
  title: string;
  among: T[];
  /** What each is called; no two alike. */
  called: (one: T) => string;
  /** What is said where there is none to choose. */
  none: string;
  trans: TranslationBundle;
}

/** The one that the user picks; nothing where they think better of it. Rejects where there is none to pick. */
export async function chooseOne<T>({ among, called, none, title, trans }: Choice<T>): Promise<T | undefined> {
  if (among.length === 0) throw new Error(none);
  const items = among.map((one) => withoutControls(called(one)));
  const answer = await InputDialog.getItem({
    title,
    items,
    okLabel: trans.__('Choose'),
    cancelLabel: trans.__('Cancel'),
  });
  return answer.button.accept ? among[items.indexOf(answer.value ?? '')] : undefined;
}
