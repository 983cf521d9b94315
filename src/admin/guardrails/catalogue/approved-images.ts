import { setters } from '../actions';
import { anyOther, deny } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';
import { concrete, inAnotherPartition } from '../company/resources';

export const approvedImages = guardrail({
  name: 'approved-images',
  intent: 'Apps start from approved images only.',
  why: 'An image brings the code that runs with the role of whoever starts it.',
  refuses:
    "images and versions that are not approved, another account's of the same name among them, in requests and in settings",
  passes: 'approved images and versions; requests that name no image: then the administrator’s default starts',
  cannot:
    'see CustomImages of settings with certainty: whether the key covers them is not documented, hence settings-admin-only',
  pitfalls: [
    "A version's ARN alone would pass by the image's: both keys are tested.",
    'Whoever may add a version to an approved image decides what is in it: use it with image-admin-only.',
    "AWS's own images are in accounts of AWS's, another in each region.",
  ],
  sources: [
    'whitepaper, common guardrails (its effect is inverted)',
    'service authorization reference: sagemaker:ImageArns, ImageVersionArns',
  ],
  at: ofPrincipals,
  takes: ['images', 'imageVersions'],
  statements: ({ images, imageVersions }) => [
    deny('Images', setters, anyOther('ImageArns', images)),
    deny('ImageVersions', setters, anyOther('ImageVersionArns', imageVersions)),
  ],
  requests({ ask, each, of, p: { images, account } }) {
    const name =
      concrete(images[0] ?? '')
        .split('/')
        .at(-1) ?? '';
    const own = of('sagemaker', 'image/unapproved');
    return {
      refused: [
        ...each('an image of their own', setters, { ImageArns: [own] }),
        ask("another account's image of the same name", 'CreateApp', {
          ImageArns: [of('sagemaker', `image/${name}`, '999999999999')],
        }),
        ask('the same name in another region', 'CreateApp', {
          ImageArns: [of('sagemaker', `image/${name}`, account, 'us-east-2')],
        }),
        ask('the same ARN in another partition', 'CreateApp', {
          ImageArns: [inAnotherPartition(concrete(images[0] ?? ''))],
        }),
        ask('an unapproved version instead of the image', 'CreateApp', {
          ImageArns: undefined,
          ImageVersionArns: [of('sagemaker', 'image-version/unapproved/1')],
        }),
        ask('an unapproved version beside an approved image', 'CreateSpace', {
          ImageVersionArns: [of('sagemaker', 'image-version/unapproved/7')],
        }),
        ask('an approved image and another in one list', 'UpdateUserProfile', {
          ImageArns: [concrete(images[0] ?? ''), own],
        }),
        ask('a name that ends alike', 'CreateApp', {
          ImageArns: [concrete(images[0] ?? '').replace(/[^/]+$/, 'unapproved-$&')],
        }),
        ask('the name without an ARN', 'CreateApp', { ImageArns: [name] }),
        ask('in an app', 'CreateApp', { ImageArns: [own] }, { as: 'studio' }),
      ],
      passes: [
        ...each('each approved image', ['CreateApp', 'UpdateSpace'], {
          ImageArns: images.map((image) => concrete(image)),
        }),
        ...each('no image', ['CreateApp', 'CreateSpace', 'UpdateDomain'], {
          ImageArns: undefined,
          ImageVersionArns: undefined,
        }),
        ask('an approved version alone', 'CreateApp', { ImageArns: undefined }),
      ],
    };
  },
});
