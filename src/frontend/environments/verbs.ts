import { InputDialog, Notification } from '@jupyterlab/apputils';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { Environment } from '../../protocol/environment';
import { CreateEnvironment, ExportForm, InstallPackages, RepairEnvironment } from '../../protocol/environment-action';
import { chooseOne } from '../elements/choose-one';
import { bytesText } from '../texts/bytes';
import { tellRefusal } from '../elements/tell-refusal';
import type { SnapshotModel } from '../model/snapshot-model';
import { environmentActions } from './actions';
import { ailmentText } from './ailment-text';
import { ailmentsOf } from './ailments';
import type { EnvironmentVerb } from './commands';
import { askInstall } from './dialogs/install-packages';
import { askNewEnvironment } from './dialogs/new-environment';
import { confirmRemove } from './dialogs/remove-environment';
import { firstDraft } from './first-draft';
import type { EnvironmentRequests } from './requests';
import { saveBeside } from './save-beside';
import { ClientError } from '../model/client';
import { noticeText } from '../texts/notice-text';

type Given = ReadonlyPartialJSONObject;

interface VerbParts {
  app: JupyterFrontEnd;
  fileBrowser: IDefaultFileBrowser | null;
  model: SnapshotModel;
  requests: EnvironmentRequests;
  trans: TranslationBundle;
}

/** What a user does with an environment, from its row and from the palette alike: asks what is to be known, then acts. */
export class EnvironmentVerbs implements Record<EnvironmentVerb, (one: Environment, given?: Given) => Promise<void>> {
  constructor(private readonly parts: VerbParts) {}

  /** Does what a command asks for, with the environment that it names; where it names none, the user is asked. */
  async run(verb: EnvironmentVerb | 'create', given: Given): Promise<void> {
    await tellRefusal(this.parts.trans.__('Conda environments'), this.parts.trans, async () => {
      // Which one is cloned is asked in the dialog.
      if (verb === 'clone') return this.create({ ...given, from: 'clone' });
      if (verb === 'create') return this.create(given);
      const environment = await this.#chosen(verb, given);
      if (environment) await this[verb](environment, given);
    });
  }

  /** Asks for what is not given. */
  async create(given: Given): Promise<void> {
    const { app, fileBrowser, requests, trans } = this.parts;
    const whole = CreateEnvironment.safeParse(given);
    const draft = () => firstDraft(given, { app, fileBrowser, environments: this.#environments });
    const environments = this.#environments.filter(({ gone }) => !gone);
    const ask = async () => {
      await requests.needConda();
      return askNewEnvironment({ draft: draft(), environments, trans });
    };
    const asked = whole.data ?? (await ask());
    if (asked) await requests.create(asked);
  }

  clone({ prefix }: Environment, given: Given = {}): Promise<void> {
    return this.create({ ...given, prefix, from: 'clone' });
  }

  async install(environment: Environment, given: Given = {}): Promise<void> {
    const whole = InstallPackages.safeParse({ ...given, prefix: environment.prefix });
    const { requests, trans } = this.parts;
    const ask = async () => {
      await requests.needConda();
      return askInstall(environment, trans);
    };
    const asked = whole.data ?? (await ask());
    if (asked) await requests.install(asked);
  }

  async export(environment: Environment, given: Given = {}): Promise<void> {
    const { app, fileBrowser, requests, trans } = this.parts;
    const form = ExportForm.safeParse(given['form']).data ?? (await this.#form(environment));
    if (!form) return;
    const text = await requests.export(environment.prefix, form);
    const folder = fileBrowser?.model.path ?? '';
    const name = `${environment.name.replace(/^\.+/, '') || 'environment'}.yml`;
    const path = await saveBeside(app.serviceManager.contents, folder, name, text);
    await fileBrowser?.model.refresh();
    if (app.commands.hasCommand('docmanager:open')) await app.commands.execute('docmanager:open', { path });
    else Notification.success(trans.__('Saved as %1', path));
  }

  register({ prefix }: Environment): Promise<void> {
    return this.parts.requests.register(prefix);
  }

  /** Its size on disk, which takes a walk through every file. */
  async measure({ name, prefix }: Environment): Promise<void> {
    const { requests, trans } = this.parts;
    const size = requests.size(prefix).then(({ bytes }) => bytesText(bytes, trans));
    Notification.promise(size, {
      pending: { message: trans.__('Measuring %1…', name) },
      success: { message: (text) => trans.__('%1 takes %2.', name, text), options: { autoClose: 8000 } },
      error: { message: (error) => (error instanceof ClientError ? noticeText(error.notice, trans) : String(error)) },
    });
    await size;
  }

  async repair(environment: Environment, given: Given = {}): Promise<void> {
    const { prefix } = environment;
    const asked = RepairEnvironment.safeParse({ prefix, what: given['what'] }).data;
    const what = asked?.what ?? (await this.#ailment(environment));
    if (what) await this.parts.requests.repair({ prefix, what });
  }

  /** Asks by name, always. */
  async remove(environment: Environment): Promise<void> {
    const { app, requests, trans } = this.parts;
    const { kernels, prefix } = environment;
    await app.serviceManager.sessions.refreshRunning();
    const inUse = [...app.serviceManager.sessions.running()]
      .filter((session) => kernels?.some(({ name }) => name === session.kernel?.name))
      .map(({ path }) => path);
    const answer = await confirmRemove(environment, kernels && inUse, trans);
    if (!answer) return;
    // The agent looks itself, and refuses what the asker was not told of here.
    const told = !kernels || inUse.length > 0;
    await requests.remove({ prefix, ...answer, ...(told && { confirmed: 'in-use' }) });
  }

  get #environments(): Environment[] {
    const { snapshot } = this.parts.model.view;
    return snapshot?.environments.state === 'ready' ? snapshot.environments.value : [];
  }

  /** The environment that the arguments name, or the one that is chosen among those that fit. */
  async #chosen(verb: EnvironmentVerb, given: Given): Promise<Environment | undefined> {
    const { model, trans } = this.parts;
    if (this.#environments.length === 0) await model.refresh();
    const named = this.#environments.find(({ prefix }) => prefix === given['prefix']);
    if (named) return named;
    const { fits, question } = environmentActions[verb];
    return chooseOne({
      title: question(trans),
      among: this.#environments.filter(fits),
      called: ({ name, prefix }) => `${name} — ${prefix}`,
      none: trans.__('None of your environments allows this now.'),
      trans,
    });
  }

  async #form({ name }: Environment): Promise<ExportForm | undefined> {
    const { trans } = this.parts;
    const forms = {
      versions: trans.__('Same versions, any machine'),
      exact: trans.__('Same builds, machines like this one'),
      asked: trans.__('Only the packages you asked for'),
    };
    const items = Object.values(forms);
    const answer = await InputDialog.getItem({
      title: trans.__('Export %1', name),
      label: trans.__('What to export'),
      items,
      okLabel: trans.__('Export'),
      cancelLabel: trans.__('Cancel'),
    });
    if (!answer.button.accept) return undefined;
    return ExportForm.options.find((form) => forms[form] === answer.value);
  }

  async #ailment(environment: Environment): Promise<RepairEnvironment['what'] | undefined> {
    const { trans } = this.parts;
    const ailments = ailmentsOf(environment);
    const items = ailments.map((ailment) => {
      const { repair, told } = ailmentText(ailment, trans);
      return `${repair}: ${told}`;
    });
    const answer = await InputDialog.getItem({
      title: trans.__('Repair %1', environment.name),
      items,
      okLabel: trans.__('Repair'),
      cancelLabel: trans.__('Cancel'),
    });
    return answer.button.accept ? ailments[items.indexOf(answer.value ?? '')]?.what : undefined;
  }
}
