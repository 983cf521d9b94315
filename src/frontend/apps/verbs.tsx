import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import * as React from 'react';
import { AppKey } from '../../protocol/app';
import { StartApp, UpdateSpace } from '../../protocol/launch';
import { chooseOne } from '../elements/choose-one';
import { askRestart, askStart } from './dialogs/launch-app';
import { askSpaceSettings } from './dialogs/space-settings';
import { confirmStop } from './dialogs/stop-app';
import type { SnapshotModel } from '../model/snapshot-model';
import { idOf, placeOf } from './app-place';
import { FailureView } from './failure-view';
import { tellRefusal } from '../elements/tell-refusal';
import type { AppVerb } from './command-ids';
import { inNewTab } from './in-new-tab';
import { nameOf, type Place, placesOf, spaceNameOf, verbsFor } from './place';

interface VerbParts {
  model: SnapshotModel;
  trans: TranslationBundle;
  translator: ITranslator;
}

type Given = ReadonlyPartialJSONObject;

/** What a user does with an app and its space, from its row and from the palette alike: asks what is to be known, then acts. */
export class AppVerbs {
  constructor(private readonly parts: VerbParts) {}

  /** Does what a command asks for, with the app or space that it names; where it names none, the user is asked. */
  async run(verb: AppVerb, given: Given): Promise<void> {
    await tellRefusal(this.parts.trans.__('SageMaker Studio'), async () => {
      const place = await this.#chosen(verb, given);
      if (place) await this[verb](place, given);
    });
  }

  async open(place: Place): Promise<void> {
    await inNewTab(this.parts.model.apps.address(spaceOf(place)));
  }

  /** Asks how, unless the instance type is given. */
  async start(place: Place, given: Given = {}): Promise<void> {
    const { apps } = this.parts.model;
    const spaceName = spaceOf(place);
    const whole = given['instanceType'] !== undefined;
    const asked = whole ? StartApp.parse({ ...given, spaceName }) : await askStart(await this.#options(spaceName));
    if (asked) await apps.start(asked);
  }

  /** Asks always, as kernels end by it; an instance type that is given is the one that is proposed. */
  async restart(place: Place, { instanceType }: Given = {}): Promise<void> {
    if (!place.app) return;
    const asked = await this.#options(spaceOf(place));
    const proposed = asked.options.instanceTypes.find((offered) => offered.instanceType === instanceType);
    if (proposed) asked.options.defaults.instanceType = proposed.instanceType;
    const chosen = await askRestart(place.app, asked);
    if (chosen) await this.parts.model.apps.restart(chosen);
  }

  /** Asks for what is not given. */
  async change(place: Place, given: Given = {}): Promise<void> {
    const { model, trans } = this.parts;
    const spaceName = spaceOf(place);
    const whole = given['idleMinutes'] !== undefined || given['volumeGb'] !== undefined;
    const asked = whole
      ? UpdateSpace.parse({ ...given, spaceName })
      : await askSpaceSettings(await model.apps.options(spaceName), trans);
    if (asked) await model.apps.updateSpace(asked);
  }

  /** Asks always. */
  async stop({ app }: Place): Promise<void> {
    const { model, trans, translator } = this.parts;
    const { snapshot } = model.view;
    if (app && (await confirmStop({ app, snapshot, trans, translator }))) await model.apps.stop(app.key);
  }

  /** Shows it in a dialog; the row of the app shows it in itself. */
  async why(place: Place): Promise<void> {
    const { model, trans } = this.parts;
    if (!place.app) return;
    const failure = await model.apps.failure(place.app.key);
    await showDialog({
      title: trans.__('Why %1 failed', nameOf(place)),
      body: <FailureView failure={failure} trans={trans} />,
      buttons: [Dialog.okButton({ label: trans.__('Close') })],
    });
  }

  async #options(spaceName: string) {
    const { model, trans } = this.parts;
    return { options: await model.apps.options(spaceName), cost: model.view.snapshot?.cost, trans };
  }

  async #chosen(verb: AppVerb, { key, spaceName }: Given): Promise<Place | undefined> {
    const { model, trans } = this.parts;
    const places = model.view.snapshot ? placesOf(model.view.snapshot) : [];
    const fitting = places.filter((place) => verbsFor(place).includes(verb));
    if (key === undefined && spaceName === undefined) {
      const none = trans.__('There is no app or space of yours to which that can be done now.');
      return chooseOne({ title: question(verb, trans), among: fitting, called: (one) => this.#called(one), none });
    }
    const wanted = key === undefined ? undefined : AppKey.parse(key);
    const is = (place: Place) =>
      wanted
        ? place.app !== undefined && idOf(place.app.key) === idOf(wanted)
        : spaceNameOf(place)?.toLowerCase() === String(spaceName).toLowerCase();
    const named = fitting.find(is);
    if (named) return named;
    // Where the list is not known, no more is claimed of the app than its key.
    if (wanted && verb === 'stop' && model.view.snapshot?.apps.state !== 'ready')
      return { app: { key: wanted, status: 'InService', current: false, billed: false, classic: false } };
    const name = wanted ? placeOf(wanted) : String(spaceName);
    throw new Error(
      places.some(is)
        ? trans.__('That can not be done with %1 in its present state.', name)
        : trans.__('%1 is not among your apps and spaces.', name),
    );
  }

  /** `ana-code (CodeEditor, InService)`: what tells it from others of its name. */
  #called(place: Place): string {
    const { trans } = this.parts;
    const { app, space } = place;
    const details = app ? [app.key.appType, app.status] : [space?.appType, trans.__('no app')];
    return `${nameOf(place)} (${details.filter(Boolean).join(', ')})`;
  }
}

function spaceOf(place: Place): string {
  const name = spaceNameOf(place);
  if (name === undefined) throw new Error(`${nameOf(place)} is in no space`);
  return name;
}

function question(verb: AppVerb, trans: TranslationBundle): string {
  const questions: Record<AppVerb, string> = {
    open: trans.__('Open which space in a new tab?'),
    start: trans.__('Start the app of which space?'),
    restart: trans.__('Run which app on another instance type?'),
    change: trans.__('Change idle time and storage of which space?'),
    stop: trans.__('Stop which app?'),
    why: trans.__('Why did which app fail?'),
  };
  return questions[verb];
}
