import { InputDialog } from '@jupyterlab/apputils';
import { withoutControls } from '../texts/careful';

interface Choice<T> {
  title: string;
  among: T[];
  /** What each is called; no two alike. */
  called: (one: T) => string;
  /** What is said where there is none to choose. */
  none: string;
}

/** The one that the user picks; nothing where they think better of it. Rejects where there is none to pick. */
export async function chooseOne<T>({ among, called, none, title }: Choice<T>): Promise<T | undefined> {
  if (among.length === 0) throw new Error(none);
  const items = among.map((one) => withoutControls(called(one)));
  const answer = await InputDialog.getItem({ title, items });
  return answer.button.accept ? among[items.indexOf(answer.value ?? '')] : undefined;
}
