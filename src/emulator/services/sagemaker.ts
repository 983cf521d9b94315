import { sageMakerModel } from '../model/sagemaker';
import { operations } from '../operations';
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
);
