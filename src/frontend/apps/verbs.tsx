import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import * as React from 'react';
import * as z from 'zod/mini';
import { AppKey } from '../../protocol/app';
import { sameApp } from '../../protocol/app-identity';
import { StartApp, UpdateSpace } from '../../protocol/launch';
import type { Notice } from '../../protocol/notice';
import { CreateSpace } from '../../protocol/space-action';
import { chooseOne } from '../elements/choose-one';
import { tellRefusal } from '../elements/tell-refusal';
import { ClientError } from '../model/client';
import type { SnapshotModel } from '../model/snapshot-model';
import { statusText } from '../texts/status-text';
import { appActions } from './actions';
import type { AppVerb } from './commands';
import type { Beginning } from './dialogs/new-space';
import { FailureView } from './failure-view';
import { inNewTab } from './in-new-tab';
import { appNameOf, canRestartOthers, isIn, nameOf, type AppEntry, entriesOf, spaceNameOf } from './app-entry';
import type { AppRequests } from './requests';
import { noticeText } from '../texts/notice-text';

interface VerbParts {
  model: SnapshotModel;
  requests: AppRequests;
  trans: TranslationBundle;
  translator: ITranslator;
  /** Paths of open documents with changes that are not saved. */
  unsaved: () => string[];
}

type Given = ReadonlyPartialJSONObject;

/** What a user does with an app and its space, from its row and from the palette alike: asks what is to be known, then acts. */
export class AppVerbs implements Record<AppVerb, (entry: AppEntry, given?: Given) => Promise<void>> {
  constructor(private readonly parts: VerbParts) {}

  /** Does what a command asks for, with the app or space that it names; where it names none, the user is asked. */
  async run(verb: AppVerb | 'costs' | 'create', given: Given): Promise<void> {
    await this.parts.model.refresh('fresh');
    await tellRefusal(this.parts.trans.__('SageMaker Studio'), this.parts.trans, async () => {
      if (verb === 'costs') return this.costs();
      if (verb === 'create') return this.create(given);
      const entry = await this.#chosen(verb, given);
      if (entry) await this[verb](entry, given);
    });
  }

  async open(entry: AppEntry): Promise<void> {
    await inNewTab(this.parts.requests.address(spaceOf(entry)));
  }

  /** Asks how, unless the instance type is given. */
  async start(entry: AppEntry, given: Given = {}): Promise<void> {
    const { requests } = this.parts;
    const spaceName = spaceOf(entry);
    if (given['instanceType'] !== undefined) return requests.start(StartApp.parse({ ...given, spaceName }));
    const { askStart } = await import('./dialogs/launch-app');
    const asked = await askStart(await this.#options(spaceName), appActions.change.fits(entry) ? 'all' : 'launch');
    if (asked) await requests.start(asked);
  }

  /** Asks for what is not given, and again, with the reason, where it was refused. */
  async create(given: Given = {}): Promise<void> {
    const { model, requests, trans } = this.parts;
    const whole = CreateSpace.safeParse(given);
    if (whole.success) return requests.createSpace(whole.data);
    const { askNewSpace } = await import('./dialogs/new-space');
    const spaces = model.view.snapshot?.spaces;
    const taken = spaces?.state === 'ready' ? spaces.value.map(({ spaceName }) => spaceName) : [];
    let draft: Beginning = z.partial(CreateSpace).safeParse(given).data ?? {};
    let trouble: Notice | undefined;
    for (;;) {
      const asked = await askNewSpace({ draft, taken, trouble, trans });
      if (!asked) return;
      draft = asked;
      // The Enter key may answer before a name was typed.
      if (!CreateSpace.safeParse(asked).success) continue;
      try {
        return await requests.createSpace(asked);
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        trouble = error.notice;
      }
    }
  }

  /** Asks always, for the name. */
  async delete({ space }: AppEntry): Promise<void> {
    const { requests, trans } = this.parts;
    if (!space) return;
    const { confirmDelete } = await import('./dialogs/delete-space');
    const typed = await confirmDelete(space, trans);
    if (typed !== undefined) await requests.deleteSpace({ spaceName: space.spaceName, typed });
  }

  /** Asks always, as the page ends by it; then shows how to come back. */
  async changeType(entry: AppEntry, { instanceType }: Given = {}): Promise<void> {
    const { model, requests, trans, unsaved } = this.parts;
    const { app } = entry;
    if (!app) return;
    // Both at once: with the app ends the server that they are loaded from.
    const { askOwnType, showWayBack } = await import('./dialogs/change-own-type');
    const { cost, options } = await this.#proposing(entry, instanceType);
    const { snapshot } = model.view;
    const busy = snapshot?.idle.state === 'ready' ? snapshot.idle.value.activity.filter((one) => one.busy) : [];
    const elsewhere = snapshot && entriesOf(snapshot).find(canRestartOthers);
    const answer = await askOwnType({
      app,
      options,
      source: cost?.state === 'ready' ? cost.value.source : undefined,
      busy: busy.map(({ name }) => name),
      unsaved: unsaved(),
      elsewhere: elsewhere && nameOf(elsewhere),
      trans,
    });
    if (answer === 'elsewhere' && elsewhere) return this.open(elsewhere);
    if (!answer || answer === 'elsewhere') return;
    const changing = await requests.changeType({ key: app.key, instanceType: answer.instanceType });
    await showWayBack({ app, changing, instanceType: answer.instanceType, model, trans });
  }

  /** Asks always, as kernels end by it; an instance type that is given is the one that is proposed. */
  async restart(entry: AppEntry, { instanceType }: Given = {}): Promise<void> {
    if (!entry.app) return;
    const { askRestart } = await import('./dialogs/launch-app');
    const chosen = await askRestart(entry.app, await this.#proposing(entry, instanceType));
    if (chosen) await this.parts.requests.restart(chosen);
  }

  /** Asks for what is not given. */
  async change(entry: AppEntry, given: Given = {}): Promise<void> {
    const { requests, trans } = this.parts;
    const spaceName = spaceOf(entry);
    const whole = given['idleMinutes'] !== undefined || given['volumeGb'] !== undefined;
    const { askSpaceSettings } = await import('./dialogs/space-settings');
    const asked = whole
      ? UpdateSpace.parse({ ...given, spaceName })
      : await askSpaceSettings(await requests.options(spaceName), trans);
    if (asked) await requests.updateSpace(asked);
  }

  /** Asks always. */
  async stop({ app }: AppEntry): Promise<void> {
    const { model, requests, trans, translator, unsaved } = this.parts;
    const { snapshot } = model.view;
    const { confirmStop } = await import('./dialogs/stop-app');
    const asked = { snapshot, trans, translator, unsaved: unsaved() };
    if (app && (await confirmStop({ app, ...asked }))) await requests.stop(app.key);
  }

  /** Shows it in a dialog; the row of the app shows it in itself. */
  async why(entry: AppEntry): Promise<void> {
    const { requests, trans } = this.parts;
    if (!entry.app) return;
    const failure = await requests.failure(entry.app.key);
    await showDialog({
      title: trans.__('Why did %1 fail?', nameOf(entry)),
      body: <FailureView failure={failure} trans={trans} />,
      buttons: [Dialog.okButton({ label: trans.__('Close') })],
    });
  }

  /** What all of it costs, in full. */
  async costs(): Promise<void> {
    const { model, requests, trans } = this.parts;
    const { snapshot } = model.view;
    const { CostView } = await import('./cost-view');
    const known = snapshot?.cost;
    if (!snapshot || known?.state !== 'ready') {
      const [why] = known?.notices ?? [];
      throw new Error(why ? noticeText(why, trans) : trans.__('Costs are unknown.'));
    }
    await showDialog({
      title: trans.__('My costs'),
      body: (
        <CostView cost={known.value} month={() => requests.month()} now={new Date(snapshot.takenAt)} trans={trans} />
      ),
      buttons: [Dialog.okButton({ label: trans.__('Close') })],
    });
  }

  async #options(spaceName: string) {
    const { model, requests, trans } = this.parts;
    return { options: await requests.options(spaceName), cost: model.view.snapshot?.cost, trans };
  }

  /** The same, with another instance type as what is proposed. */
  async #proposing(entry: AppEntry, instanceType: unknown) {
    const asked = await this.#options(spaceOf(entry));
    const proposed = asked.options.instanceTypes.find((offered) => offered.instanceType === instanceType);
    const now = proposed?.instanceType ?? entry.app?.instanceType;
    if (now !== undefined) asked.options.defaults.instanceType = now;
    return asked;
  }

  async #chosen(verb: AppVerb, { key, spaceName }: Given): Promise<AppEntry | undefined> {
    const { model, trans } = this.parts;
    const entries = model.view.snapshot ? entriesOf(model.view.snapshot) : [];
    const fitting = entries.filter(appActions[verb].fits);
    if (key === undefined && spaceName === undefined) {
      // A page runs in one app.
      const [here] = fitting;
      if (verb === 'changeType' && here) return here;
      const none = trans.__('None of your apps or spaces allows this now.');
      return chooseOne({
        title: appActions[verb].question(trans),
        among: fitting,
        called: (one) => this.#called(one),
        none,
        trans,
      });
    }
    const wanted = key === undefined ? undefined : AppKey.parse(key);
    const is = (entry: AppEntry) =>
      wanted ? entry.app !== undefined && sameApp(entry.app.key, wanted) : isIn(entry, String(spaceName));
    const named = fitting.find(is);
    if (named) return named;
    // Where the list is not known, no more is claimed of the app than its key.
    if (wanted && verb === 'stop' && model.view.snapshot?.apps.state !== 'ready')
      return { app: { key: wanted, status: 'InService', current: false, billed: false, classic: false } };
    const name = wanted ? appNameOf(wanted) : String(spaceName);
    throw new Error(
      entries.some(is)
        ? trans.__('%1 does not allow this in its current state.', name)
        : trans.__('You have no app or space named %1.', name),
    );
  }

  /** `ana-code (CodeEditor, Running)`: what tells it from others of its name. */
  #called(entry: AppEntry): string {
    const { trans } = this.parts;
    const { app, space } = entry;
    const details = [app?.key.appType ?? space?.appType, statusText(app?.status ?? 'Deleted', trans)];
    return `${nameOf(entry)} (${details.filter(Boolean).join(', ')})`;
  }
}

function spaceOf(entry: AppEntry): string {
  const name = spaceNameOf(entry);
  if (name === undefined) throw new Error(`${nameOf(entry)} is in no space`);
  return name;
}
