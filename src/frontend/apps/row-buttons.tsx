import * as React from 'react';
import type { Acting } from '../elements/acting';
import { ActionButton } from '../elements/action-button';
import { verbsThatFit } from '../elements/row-action';
import { appActions } from './actions';
import { nameOf, type Place } from './place';
import type { AppsProps } from './props';

interface RowButtonsProps extends Pick<AppsProps, 'verbs' | 'trans'> {
  place: Place;
  acting: Acting;
  /** Something is going on with the app that has not ended. */
  following: boolean;
}

/** What can be done with an app and its space now; what can not be done in this state is not offered. */
export function RowButtons({ acting, following, place, trans, verbs }: RowButtonsProps) {
  return (
    <div className="studiolo-Row-buttons">
      {verbsThatFit(appActions, place).map((verb) => (
        <ActionButton
          key={verb}
          action={appActions[verb]}
          subject={place}
          name={nameOf(place)}
          state={acting.busy || following ? 'waiting' : 'at-rest'}
          act={() => acting.act(() => verbs[verb](place))}
          trans={trans}
        />
      ))}
    </div>
  );
}
