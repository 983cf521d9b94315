import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { Environment } from '../../protocol/environment';
import { CreateEnvironment } from '../../protocol/environment-action';
import { currentKernel } from './current-kernel';
import type { Draft } from './dialogs/new-environment';

interface Around {
  app: JupyterFrontEnd;
  fileBrowser: IDefaultFileBrowser | null;
  environments: Environment[];
}

/** What is already known of a new environment: what was given, a file that is selected, the kernel that is worked with. */
export function firstDraft(given: ReadonlyPartialJSONObject, { app, environments, fileBrowser }: Around): Draft {
  const selected = [...(fileBrowser?.selectedItems() ?? [])].find(({ path }) => /\.ya?ml$/.test(path));
  const current = environments.find(({ kernels }) =>
    kernels?.some(({ name }) => name === currentKernel(app.shell.currentWidget)),
  );
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const file = text(given['file']) ?? (selected && app.serviceManager.contents.localPath(selected.path));
  return {
    from:
      CreateEnvironment.def.options
        .map((option) => option.shape.from.def.values[0])
        .find((from) => from === given['from']) ?? 'packages',
    name: text(given['name']) ?? '',
    packages: Array.isArray(given['packages']) ? given['packages'].join(' ') : 'python ipykernel',
    file: file ?? 'environment.yml',
    prefix: text(given['prefix']) ?? current?.prefix ?? environments.find(({ gone }) => !gone)?.prefix ?? '',
  };
}
