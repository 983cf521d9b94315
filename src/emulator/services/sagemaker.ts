import { sageMakerModel } from '../model/sagemaker';
import { isObject } from '../model/json-types';
import { operations } from '../operations';
import { isOfStudio } from '../rules/tagged';
import { service } from './service';

/** Studio's own service. */
export const sageMaker = service(
  {
    title: 'SageMaker',
    prefix: 'sagemaker',
    signingName: 'sagemaker',
    eventSource: 'sagemaker.amazonaws.com',
  },
  sageMakerModel,
  operations,
  // Models, jobs and endpoints have tags as well.
  (operation, input) =>
    !/^(Add|List|Delete)Tags$/.test(operation) ||
    !isObject(input) ||
    typeof input.ResourceArn !== 'string' ||
    isOfStudio(input.ResourceArn),
);
