import { InputDialog } from '@jupyterlab/apputils';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { Environment } from '../../protocol/environment';
import { CreateEnvironment, ExportForm, InstallPackages, RepairEnvironment } from '../../protocol/environment-action';
import { chooseOne } from '../elements/choose-one';
import { askInstall } from './dialogs/install-packages';
import { askNewEnvironment, type Draft } from './dialogs/new-environment';
import { confirmRemove } from './dialogs/remove-environment';
import type { SnapshotModel } from '../model/snapshot-model';
import { tellRefusal } from '../elements/tell-refusal';
import { ailmentsOf } from './ailments';
import { currentKernel } from './current-kernel';
import { isRegistrable } from './kernels-of';
import { saveBeside } from './save-beside';

type Args = ReadonlyPartialJSONObject;

export interface HandlerParts {
  app: JupyterFrontEnd;
  fileBrowser: IDefaultFileBrowser | null;
  model: SnapshotModel;
  trans: TranslationBundle;
}

/** What the commands of environments do: they ask for what they were not given, and tell what went wrong. */
export class EnvironmentHandlers {
  constructor(private readonly parts: HandlerParts) {}

  create(args: Args): Promise<void> {
    return this.#telling(async () => {
      const whole = CreateEnvironment.safeParse(args);
      const { model, trans } = this.parts;
      const environments = this.#environments.filter(({ gone }) => !gone);
      const asked = whole.data ?? (await askNewEnvironment({ draft: this.#draft(args), environments, trans }));
      if (asked) await model.environments.create(asked);
    });
  }

  install(args: Args): Promise<void> {
    return this.#telling(async () => {
      const environment = await this.#chosen(args, ({ gone }) => !gone);
      if (!environment) return;
      const whole = InstallPackages.safeParse({ ...args, prefix: environment.prefix });
      const asked = whole.data ?? (await askInstall(environment, this.parts.trans));
      if (asked) await this.parts.model.environments.install(asked);
    });
  }

  export(args: Args): Promise<void> {
    const { app, fileBrowser, model, trans } = this.parts;
    return this.#telling(async () => {
      const environment = await this.#chosen(args, ({ gone }) => !gone);
      const form = environment && (ExportForm.safeParse(args['form']).data ?? (await this.#form(environment)));
      if (!environment || !form) return;
      const text = await model.environments.export(environment.prefix, form);
      const folder = fileBrowser?.model.path ?? '';
      const path = await saveBeside(
        app.serviceManager.contents,
        folder,
        `${environment.name.replace(/^\.+/, '') || 'environment'}.yml`,
        text,
      );
      await fileBrowser?.model.refresh();
      if (app.commands.hasCommand('docmanager:open')) await app.commands.execute('docmanager:open', { path });
      else await InputDialog.getBoolean({ title: trans.__('Saved as %1', path) });
    });
  }

  register(args: Args): Promise<void> {
    return this.#telling(async () => {
      const environment = await this.#chosen(args, isRegistrable);
      if (environment) await this.parts.model.registerKernel(environment.prefix);
    });
  }

  repair(args: Args): Promise<void> {
    const { model, trans } = this.parts;
    return this.#telling(async () => {
      const environment = await this.#chosen(args, (candidate) => ailmentsOf(candidate, trans).length > 0);
      if (!environment) return;
      const { prefix } = environment;
      const given = RepairEnvironment.safeParse({ prefix, what: args['what'] }).data;
      const what = given?.what ?? (await this.#ailment(environment));
      if (what) await model.environments.repair({ prefix, what });
    });
  }

  /** Asks by name, always. */
  remove(args: Args): Promise<void> {
    const { app, model, trans } = this.parts;
    return this.#telling(async () => {
      const environment = await this.#chosen(args, (candidate) => !candidate.gone && !candidate.protected);
      if (!environment) return;
      const { kernels, prefix } = environment;
      await app.serviceManager.sessions.refreshRunning();
      const inUse = [...app.serviceManager.sessions.running()]
        .filter((session) => kernels?.some(({ name }) => name === session.kernel?.name))
        .map(({ path }) => path);
      const answer = await confirmRemove(environment, kernels && inUse, trans);
      if (!answer) return;
      // The agent looks itself, and refuses what the asker was not told of here.
      const told = !kernels || inUse.length > 0;
      await model.environments.remove({ prefix, ...answer, ...(told && { confirmed: 'in-use' }) });
    });
  }

  get #environments(): Environment[] {
    const { snapshot } = this.parts.model.view;
    return snapshot?.environments.state === 'ready' ? snapshot.environments.value : [];
  }

  /** The environment that the arguments name, or the one that is chosen among those that fit. */
  async #chosen(args: Args, fits: (environment: Environment) => boolean): Promise<Environment | undefined> {
    const { trans } = this.parts;
    if (this.#environments.length === 0) await this.parts.model.refresh();
    const named = this.#environments.find(({ prefix }) => prefix === args['prefix']);
    if (named) return named;
    return chooseOne({
      title: trans.__('Which environment?'),
      among: this.#environments.filter(fits),
      called: ({ name, prefix }) => `${name} — ${prefix}`,
      none: trans.__('There is no environment of which this can be asked.'),
    });
  }

  async #form({ name }: Environment): Promise<ExportForm | undefined> {
    const { trans } = this.parts;
    const forms = {
      versions: trans.__('the same versions, on any machine'),
      exact: trans.__('exactly the same packages, on machines like this one'),
      asked: trans.__('only what was asked for'),
    };
    const items = Object.values(forms);
    const answer = await InputDialog.getItem({
      title: trans.__('Export %1', name),
      label: trans.__('What it is to bring back'),
      items,
    });
    if (!answer.button.accept) return undefined;
    return ExportForm.options.find((form) => forms[form] === answer.value);
  }

  async #ailment(environment: Environment): Promise<RepairEnvironment['what'] | undefined> {
    const { trans } = this.parts;
    const ailments = ailmentsOf(environment, trans);
    const items = ailments.map(({ repair, told }) => `${repair}: ${told}`);
    const answer = await InputDialog.getItem({ title: trans.__('Repair %1', environment.name), items });
    return answer.button.accept ? ailments[items.indexOf(answer.value ?? '')]?.what : undefined;
  }

  /** What is already known of the new one: what was given, a file that is selected, the kernel that is worked with. */
  #draft(args: Args): Draft {
    const { app, fileBrowser } = this.parts;
    const selected = [...(fileBrowser?.selectedItems() ?? [])].find(({ path }) => /\.ya?ml$/.test(path));
    const current = this.#environments.find(({ kernels }) =>
      kernels?.some(({ name }) => name === currentKernel(app.shell.currentWidget)),
    );
    const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
    const file = text(args['file']) ?? (selected && app.serviceManager.contents.localPath(selected.path));
    return {
      from:
        CreateEnvironment.def.options.map((option) => option.shape.from.value).find((from) => from === args['from']) ??
        'packages',
      name: text(args['name']) ?? '',
      packages: Array.isArray(args['packages']) ? args['packages'].join(' ') : 'python ipykernel',
      file: file ?? 'environment.yml',
      prefix: text(args['prefix']) ?? current?.prefix ?? this.#environments.find(({ gone }) => !gone)?.prefix ?? '',
    };
  }

  #telling(work: () => Promise<void>): Promise<void> {
    return tellRefusal(this.parts.trans.__('Conda environments'), work);
  }
}
