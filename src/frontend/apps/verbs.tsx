import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import * as React from 'react';
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
import { appNameOf, canRestartOthers, isIn, nameOf, type Place, placesOf, spaceNameOf } from './place';
import type { AppRequests } from './requests';

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
export class AppVerbs implements Record<AppVerb, (place: Place, given?: Given) => Promise<void>> {
  constructor(private readonly parts: VerbParts) {}

  /** Does what a command asks for, with the app or space that it names; where it names none, the user is asked. */
  async run(verb: AppVerb | 'costs' | 'create', given: Given): Promise<void> {
    await this.parts.model.refresh('fresh');
    await tellRefusal(this.parts.trans.__('SageMaker Studio'), async () => {
      if (verb === 'costs') return this.costs();
      if (verb === 'create') return this.create(given);
      const place = await this.#chosen(verb, given);
      if (place) await this[verb](place, given);
    });
  }

  async open(place: Place): Promise<void> {
    await inNewTab(this.parts.requests.address(spaceOf(place)));
  }

  /** Asks how, unless the instance type is given. */
  async start(place: Place, given: Given = {}): Promise<void> {
    const { requests } = this.parts;
    const spaceName = spaceOf(place);
    if (given['instanceType'] !== undefined) return requests.start(StartApp.parse({ ...given, spaceName }));
    const { askStart } = await import('./dialogs/launch-app');
    const asked = await askStart(await this.#options(spaceName), appActions.change.fits(place) ? 'all' : 'launch');
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
    let draft: Beginning = CreateSpace.partial().safeParse(given).data ?? {};
    let trouble: Notice | undefined;
    for (;;) {
      const asked = await askNewSpace({ draft, taken, trouble, trans });
      if (!asked) return;
      try {
        return await requests.createSpace(asked);
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        draft = asked;
        trouble = error.notice;
      }
    }
  }

  /** Asks always, for the name. */
  async delete({ space }: Place): Promise<void> {
    const { requests, trans } = this.parts;
    if (!space) return;
    const { confirmDelete } = await import('./dialogs/delete-space');
    const typed = await confirmDelete(space, trans);
    if (typed !== undefined) await requests.deleteSpace({ spaceName: space.spaceName, typed });
  }

  /** Asks always, as the page ends by it; then shows how to come back. */
  async changeType(place: Place, { instanceType }: Given = {}): Promise<void> {
    const { model, requests, trans, unsaved } = this.parts;
    const { app } = place;
    if (!app) return;
    // Both at once: with the app ends the server that they are loaded from.
    const { askOwnType, showWayBack } = await import('./dialogs/change-own-type');
    const { cost, options } = await this.#proposing(place, instanceType);
    const { snapshot } = model.view;
    const busy = snapshot?.idle.state === 'ready' ? snapshot.idle.value.activity.filter((one) => one.busy) : [];
    const elsewhere = snapshot && placesOf(snapshot).find(canRestartOthers);
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
  async restart(place: Place, { instanceType }: Given = {}): Promise<void> {
    if (!place.app) return;
    const { askRestart } = await import('./dialogs/launch-app');
    const chosen = await askRestart(place.app, await this.#proposing(place, instanceType));
    if (chosen) await this.parts.requests.restart(chosen);
  }

  /** Asks for what is not given. */
  async change(place: Place, given: Given = {}): Promise<void> {
    const { requests, trans } = this.parts;
    const spaceName = spaceOf(place);
    const whole = given['idleMinutes'] !== undefined || given['volumeGb'] !== undefined;
    const { askSpaceSettings } = await import('./dialogs/space-settings');
    const asked = whole
      ? UpdateSpace.parse({ ...given, spaceName })
      : await askSpaceSettings(await requests.options(spaceName), trans);
    if (asked) await requests.updateSpace(asked);
  }

  /** Asks always. */
  async stop({ app }: Place): Promise<void> {
    const { model, requests, trans, translator, unsaved } = this.parts;
    const { snapshot } = model.view;
    const { confirmStop } = await import('./dialogs/stop-app');
    const asked = { snapshot, trans, translator, unsaved: unsaved() };
    if (app && (await confirmStop({ app, ...asked }))) await requests.stop(app.key);
  }

  /** Shows it in a dialog; the row of the app shows it in itself. */
  async why(place: Place): Promise<void> {
    const { requests, trans } = this.parts;
    if (!place.app) return;
    const failure = await requests.failure(place.app.key);
    await showDialog({
      title: trans.__('Why did %1 fail?', nameOf(place)),
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
    if (!snapshot || known?.state !== 'ready')
      throw new Error(known?.notices[0]?.message ?? trans.__('Costs are unknown.'));
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
  async #proposing(place: Place, instanceType: unknown) {
    const asked = await this.#options(spaceOf(place));
    const proposed = asked.options.instanceTypes.find((offered) => offered.instanceType === instanceType);
    const now = proposed?.instanceType ?? place.app?.instanceType;
    if (now !== undefined) asked.options.defaults.instanceType = now;
    return asked;
  }

  async #chosen(verb: AppVerb, { key, spaceName }: Given): Promise<Place | undefined> {
    const { model, trans } = this.parts;
    const places = model.view.snapshot ? placesOf(model.view.snapshot) : [];
    const fitting = places.filter(appActions[verb].fits);
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
      });
    }
    const wanted = key === undefined ? undefined : AppKey.parse(key);
    const is = (place: Place) =>
      wanted ? place.app !== undefined && sameApp(place.app.key, wanted) : isIn(place, String(spaceName));
    const named = fitting.find(is);
    if (named) return named;
    // Where the list is not known, no more is claimed of the app than its key.
    if (wanted && verb === 'stop' && model.view.snapshot?.apps.state !== 'ready')
      return { app: { key: wanted, status: 'InService', current: false, billed: false, classic: false } };
    const name = wanted ? appNameOf(wanted) : String(spaceName);
    throw new Error(
      places.some(is)
        ? trans.__('%1 does not allow this in its current state.', name)
        : trans.__('You have no app or space named %1.', name),
    );
  }

  /** `ana-code (CodeEditor, Running)`: what tells it from others of its name. */
  #called(place: Place): string {
    const { trans } = this.parts;
    const { app, space } = place;
    const details = [app?.key.appType ?? space?.appType, statusText(app?.status ?? 'Deleted', trans)];
    return `${nameOf(place)} (${details.filter(Boolean).join(', ')})`;
  }
}

function spaceOf(place: Place): string {
  const name = spaceNameOf(place);
  if (name === undefined) throw new Error(`${nameOf(place)} is in no space`);
  return name;
}
