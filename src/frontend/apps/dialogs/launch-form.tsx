import { type Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { PriceSource } from '../../../protocol/cost';
import type { SpaceOptions } from '../../../protocol/launch';
import { plainText } from '../../../protocol/plain-text';
import { setAcceptable } from '../../elements/accept-button';
import { sizeText } from '../../texts/instance-size';
import { moneyText, sourceText } from '../../texts/money';

/** What has been chosen; what is absent is as the space's defaults say. */
export interface Choice {
  instanceType?: string;
  imageId?: string;
  /** Null: no script. */
  lifecycleConfigArn?: string | null;
}

export interface LaunchFormProps {
  options: SpaceOptions;
  /** A restart keeps image and script. */
  fields: 'all' | 'instance-type';
  source: PriceSource | undefined;
  trans: TranslationBundle;
  /** What it runs on now. */
  running?: string | undefined;
  /** What is to be known before it is done. */
  warnings: string[];
}

/** The form of a dialog that asks how an app is to be started. */
export class LaunchForm extends ReactWidget implements Dialog.IBodyWidget<Choice> {
  #choice: Choice;

  constructor(private readonly asked: LaunchFormProps) {
    super();
    this.addClass('studiolo-LaunchForm');
    const { instanceType } = asked.options.defaults;
    this.#choice = instanceType === undefined ? {} : { instanceType };
  }

  getValue(): Choice {
    return this.#choice;
  }

  protected override render(): React.JSX.Element {
    return (
      <Form
        {...this.asked}
        first={this.#choice}
        onChange={(choice) => {
          this.#choice = choice;
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
    const { instanceType } = this.#choice;
    setAcceptable(this.node, instanceType !== undefined && (fields === 'all' || instanceType !== running));
  }
}

interface FormProps extends LaunchFormProps {
  first: Choice;
  onChange: (choice: Choice) => void;
}

function Form({ fields, first, onChange, options, source, trans, warnings }: FormProps) {
  const [choice, setChoice] = React.useState(first);
  const change = (part: Choice) => {
    const next = { ...choice, ...part };
    setChoice(next);
    onChange(next);
  };
  const { builtInLifecycleConfig, defaults, images, instanceTypes, lifecycleConfigs } = options;
  const chosen = instanceTypes.find(({ instanceType }) => instanceType === choice.instanceType);
  const nameOf = ({ instanceType, perHour, size }: SpaceOptions['instanceTypes'][number]) =>
    [
      instanceType,
      size && sizeText(size, trans),
      perHour === undefined ? undefined : trans.__('%1/h', moneyText(perHour, options.currency)),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <>
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
      <label>
        {trans.__('Instance type')}
        <select value={choice.instanceType ?? ''} onChange={(event) => change({ instanceType: event.target.value })}>
          {choice.instanceType === undefined && <option value="">{trans.__('Choose…')}</option>}
          {instanceTypes.map((offered) => (
            <option key={offered.instanceType} value={offered.instanceType}>
              {plainText(nameOf(offered))}
            </option>
          ))}
        </select>
      </label>
      {fields === 'all' && images.length > 0 && (
        <label>
          {trans.__('Image')}
          <select
            value={choice.imageId ?? defaults.imageId ?? ''}
            onChange={(event) => change({ imageId: event.target.value })}
          >
            {images.map(({ custom, id, name, version }) => (
              <option key={id} value={id}>
                {plainText([name, version, custom ? trans.__('custom') : undefined].filter(Boolean).join(' · '))}
              </option>
            ))}
          </select>
        </label>
      )}
      {fields === 'all' && lifecycleConfigs.length > 0 && (
        <label>
          {trans.__('Lifecycle script')}
          <select
            value={
              choice.lifecycleConfigArn ??
              (choice.lifecycleConfigArn === null ? '' : (defaults.lifecycleConfigArn ?? ''))
            }
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
      <p aria-live="polite">
        {chosen?.perHour === undefined
          ? trans.__('Price unknown')
          : trans.__('%1 an hour while it runs', moneyText(chosen.perHour, options.currency))}
        {chosen?.perHour !== undefined && source && (
          <span className="studiolo-Quiet"> ({sourceText(source, trans)})</span>
        )}
      </p>
    </>
  );
}
