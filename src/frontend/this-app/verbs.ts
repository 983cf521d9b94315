import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Notice } from '../../protocol/notice';
import { tellRefusal } from '../elements/tell-refusal';
import type { SnapshotModel } from '../model/snapshot-model';
import type { ThisAppVerb } from './commands';
import type { Enlarging } from './props';
import type { ResourceModel } from './resource-model';

interface VerbParts {
  model: SnapshotModel;
  resources: ResourceModel;
  enlarging: Enlarging;
  /** Brings the details of this app into view. */
  details: () => void;
  trans: TranslationBundle;
}

/** What a user does with this app, from the panel and from the palette alike. */
export class ThisAppVerbs implements Record<ThisAppVerb, () => Promise<void>> {
  constructor(private readonly parts: VerbParts) {}

  /** Does what a command asks for; why it could not be done is told. */
  async run(verb: ThisAppVerb): Promise<void> {
    const { model, trans } = this.parts;
    if (!model.view.snapshot) await model.refresh();
    await tellRefusal(trans.__('SageMaker Studio'), () => this[verb]());
  }

  async role(): Promise<void> {
    const { model, trans } = this.parts;
    const known = model.view.snapshot?.thisApp;
    const role = known?.state === 'ready' ? known.value.executionRole : undefined;
    if (!role) throw new Error(whyNot(known?.notices) ?? trans.__('This app’s execution role is unknown.'));
    Clipboard.copyToSystem(role.arn);
    Notification.success(trans.__('Copied the ARN of %1.', role.name), { autoClose: 5000 });
  }

  async resources(): Promise<void> {
    this.parts.details();
  }

  /** Shows it in a dialog, which leads to the one that makes it larger. */
  async storage(): Promise<void> {
    const { enlarging, resources, trans } = this.parts;
    const { volume } = await resources.ask();
    if (volume.state === 'missing') throw new Error(whyNot(volume.notices) ?? trans.__('The home volume is unknown.'));
    const { showStorage } = await import('./dialogs/storage');
    const folders = () => resources.largestFolders();
    const mayEnlarge = enlarging.mayEnlarge();
    if (await showStorage({ volume: volume.value, folders, mayEnlarge, trans })) enlarging.enlarge();
  }
}

const whyNot = (notices: Notice[] | undefined) => notices?.[0]?.message;
