import { type Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { PriceSource } from '../../../protocol/cost';
import { fittingImage, type SpaceOptions } from '../../../protocol/launch';
import { plainText } from '../../../protocol/plain-text';
import { setAcceptable } from '../../elements/accept-button';
import { InstanceField } from './instance-field';
import { LaunchCost } from './launch-cost';
import { changeOf, isAllowed, type SpaceChange, SpaceFields, unchanged } from './space-fields';

/** What has been chosen; what is absent is as the space's defaults say. */
export interface Choice {
  instanceType?: string;
  imageId?: string;
  /** Null: no script. */
  lifecycleConfigArn?: string | null;
  /** What is changed of the space before. */
  idleMinutes?: number;
  volumeGb?: number;
}

export interface LaunchFormProps {
  options: SpaceOptions;
  /** A restart keeps image and script, and only who owns a space may change its idle time and volume. */
  fields: 'all' | 'launch' | 'instance-type';
  source: PriceSource | undefined;
  trans: TranslationBundle;
  /** What it runs on now. */
  running?: string | undefined;
  /** What is to be known before it is done. */
  warnings: string[];
}

/** What the form holds. `imageChosen`: by the user, so that another instance type does not choose another. */
interface Draft {
  instanceType: string | undefined;
  imageId: string | undefined;
  imageChosen: boolean;
  lifecycleConfigArn: string | null | undefined;
  space: SpaceChange;
}

/** The form of a dialog that asks how an app is to be started. */
export class LaunchForm extends ReactWidget implements Dialog.IBodyWidget<Choice> {
  #draft: Draft;

  constructor(private readonly asked: LaunchFormProps) {
    super();
    this.addClass('studiolo-LaunchForm');
    const { imageId, instanceType } = asked.options.defaults;
    this.#draft = { instanceType, imageId, imageChosen: false, lifecycleConfigArn: undefined, space: unchanged };
  }

  getValue(): Choice {
    const { imageId, instanceType, lifecycleConfigArn, space } = this.#draft;
    return {
      ...(instanceType !== undefined && { instanceType }),
      ...(imageId !== undefined && imageId !== this.asked.options.defaults.imageId && { imageId }),
      ...(lifecycleConfigArn !== undefined && { lifecycleConfigArn }),
      ...changeOf(space),
    };
  }

  protected override render(): React.JSX.Element {
    return (
      <Form
        {...this.asked}
        first={this.#draft}
        onChange={(draft) => {
          this.#draft = draft;
          this.#judge();
        }}
      />
    );
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#judge();
  }

  /** A start needs an instance type, and a change another one. */
  #judge(): void {
    const { fields, running } = this.asked;
    const { instanceType, space } = this.#draft;
    const chosen = instanceType !== undefined && (fields !== 'instance-type' || instanceType !== running);
    setAcceptable(this.node, chosen && isAllowed(space));
  }
}

interface FormProps extends LaunchFormProps {
  first: Draft;
  onChange: (draft: Draft) => void;
}

function Form({ fields, first, onChange, options, source, trans, warnings }: FormProps) {
  const [draft, setDraft] = React.useState(first);
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    onChange(next);
  };
  const { builtInLifecycleConfig, defaults, images, lifecycleConfigs } = options;
  const { imageChosen, imageId, instanceType, lifecycleConfigArn, space } = draft;
  const withType = (type: string) =>
    change({
      instanceType: type,
      ...(fields !== 'instance-type' && !imageChosen && { imageId: fittingImage(options, type, defaults.imageId) }),
    });
  return (
    <>
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
      <InstanceField chosen={instanceType} onChange={withType} options={options} trans={trans} />
      <LaunchCost options={options} instanceType={instanceType} space={space} source={source} trans={trans} />
      {fields !== 'instance-type' && images.length > 0 && (
        <label>
          {trans.__('Image')}
          <select
            value={imageId ?? ''}
            onChange={(event) => change({ imageId: event.target.value, imageChosen: true })}
          >
            {images.map(({ custom, id, name, version }) => (
              <option key={id} value={id}>
                {plainText([name, version, custom ? trans.__('custom') : undefined].filter(Boolean).join(' · '))}
              </option>
            ))}
          </select>
        </label>
      )}
      {fields !== 'instance-type' && lifecycleConfigs.length > 0 && (
        <label>
          {trans.__('Lifecycle script')}
          <select
            value={lifecycleConfigArn ?? (lifecycleConfigArn === null ? '' : (defaults.lifecycleConfigArn ?? ''))}
            onChange={(event) => change({ lifecycleConfigArn: event.target.value || null })}
          >
            <option value="">{trans.__('None')}</option>
            {lifecycleConfigs.map(({ arn, name }) => (
              <option key={arn} value={arn}>
                {plainText(name)}
              </option>
            ))}
          </select>
        </label>
      )}
      {builtInLifecycleConfig !== undefined && (
        <p className="studiolo-Quiet">{trans.__('%1: required by your domain; runs first.', builtInLifecycleConfig)}</p>
      )}
      {fields === 'all' && (
        <div className="studiolo-Field-line">
          <SpaceFields options={options} onChange={(part) => change({ space: { ...space, ...part } })} trans={trans} />
        </div>
      )}
    </>
  );
}
