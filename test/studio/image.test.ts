import { imageOf } from '../../src/studio/image';

const distribution = 'arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-cpu';
const own = 'arn:aws:sagemaker:eu-west-1:123456789012:image/team-lab';

test('an image of SageMaker Distribution tells its version itself', () => {
  expect(imageOf({ imageArn: distribution, imageVersion: '2.14.10' })).toEqual({
    name: 'sagemaker-distribution-cpu',
    version: '2.14.10',
  });
});

test('an image built on it is not taken for it', () => {
  expect(imageOf({ imageArn: own, imageVersion: '2.14.10' })).toEqual({ name: 'team-lab' });
  expect(imageOf({ imageArn: own, versionAlias: '1.2.0', imageVersion: '2.14.10' })).toEqual({
    name: 'team-lab',
    version: '1.2.0',
  });
});

test('the version ARN wins over the image ARN', () => {
  const versionArn = 'arn:aws:sagemaker:eu-west-1:123456789012:image-version/other/7';
  expect(imageOf({ imageArn: own, versionArn })).toEqual({ name: 'other', version: '7' });
});

test('what nobody tells is not made up', () => {
  expect(imageOf({})).toBeUndefined();
  expect(imageOf({ versionArn: 'None' })).toBeUndefined();
  expect(imageOf({ imageVersion: '3.1.0' })).toEqual({ name: 'SageMaker Distribution', version: '3.1.0' });
});
