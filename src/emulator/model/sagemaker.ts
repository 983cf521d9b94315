import model from './sagemaker.json';
import { Model } from './service';
import type { Operations } from './shapes';

/** The service model of SageMaker, as far as Studio is concerned. */
export const sageMakerModel = new Model<Operations>(model);

/** A shape of SageMaker's model. */
export const shapeNamed = (name: string) => sageMakerModel.shape(name);
