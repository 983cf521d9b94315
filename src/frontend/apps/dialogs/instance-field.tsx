import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { SpaceOptions } from '../../../protocol/launch';
import { plainText } from '../../../protocol/plain-text';
import { sizeText } from '../../texts/instance-size';
import { moneyText } from '../../texts/money';
import { anyInstance, filtered, type InstanceFilter, memorySteps, recentFirst } from './instance-filter';

interface InstanceFieldProps {
  options: SpaceOptions;
  chosen: string | undefined;
  onChange: (instanceType: string) => void;
  trans: TranslationBundle;
}

/** The field of the instance type: narrowed down by GPU and memory, recent ones first, the others by price. */
export function InstanceField({ chosen, onChange, options, trans }: InstanceFieldProps) {
  const [filter, setFilter] = React.useState(anyInstance);
  const { currency, instanceTypes, recentInstanceTypes = [] } = options;
  const fitting = filtered(instanceTypes, filter);
  const { others, recent } = recentFirst(fitting, recentInstanceTypes);
  const narrow = (part: Partial<InstanceFilter>) => {
    const next = { ...filter, ...part };
    setFilter(next);
    const left = filtered(instanceTypes, next);
    const [first] = left;
    // What is chosen is what is shown.
    if (first && !left.some(({ instanceType }) => instanceType === chosen)) onChange(first.instanceType);
  };
  const option = ({ instanceType, perHour, size }: SpaceOptions['instanceTypes'][number]) => (
    <option key={instanceType} value={instanceType}>
      {plainText(
        [
          instanceType,
          size && sizeText(size, trans),
          perHour === undefined ? undefined : trans.__('%1/h', moneyText(perHour, currency)),
        ]
          .filter(Boolean)
          .join(' · '),
      )}
    </option>
  );
  return (
    <>
      <div className="studiolo-Field-line">
        <label>
          {trans.__('GPU')}
          <select
            value={filter.gpu}
            onChange={({ target: { value } }) =>
              narrow({ gpu: value === 'with' || value === 'without' ? value : 'any' })
            }
          >
            <option value="any">{trans.__('Any')}</option>
            <option value="with">{trans.__('With GPU')}</option>
            <option value="without">{trans.__('Without GPU')}</option>
          </select>
        </label>
        <label>
          {trans.__('Memory')}
          <select
            value={String(filter.memoryGiB)}
            onChange={(event) => narrow({ memoryGiB: Number(event.target.value) })}
          >
            <option value="0">{trans.__('Any')}</option>
            {memorySteps.map((step) => (
              <option key={step} value={String(step)}>
                {trans.__('at least %1 GiB', step)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label>
        {trans.__('Instance type')}
        <select
          value={fitting.length === 0 ? '' : (chosen ?? '')}
          aria-invalid={fitting.length === 0}
          onChange={(event) => onChange(event.target.value)}
        >
          {(chosen === undefined || fitting.length === 0) && (
            <option value="">{fitting.length === 0 ? trans.__('None fits') : trans.__('Choose…')}</option>
          )}
          {recent.length > 0 ? (
            <>
              <optgroup label={trans.__('Recently used')}>{recent.map(option)}</optgroup>
              <optgroup label={trans.__('Cheapest first')}>{others.map(option)}</optgroup>
            </>
          ) : (
            others.map(option)
          )}
        </select>
      </label>
    </>
  );
}
