/** What the agent tells about prices and costs. */
export const costMessages = {
  // Where prices are from.
  'price-list': 'AWS Price List',
  'shipped-prices': 'included in studiolo: {origin}',
  'shipped-prices-none': 'included in studiolo: none for this region',
  'origin-workshop': 'AWS workshop on Studio, live account',
  'origin-cost-study': 'cost study of a live Studio account',
  'origin-notebooks': 'table of Studio notebook prices',
  'no-price-list-in': 'no price list in {name}',
  'china-regions': 'the AWS China regions',
  'sovereign-cloud': 'the AWS European Sovereign Cloud',
  // What is wrong.
  'costs-private-only': 'Costs are shown only in private spaces.',
  'costs-private-unread': 'Costs are shown only in private spaces, and whether this is one could not be found out.',
  'costs-named': 'Costs use the prices named beside them.',
  'costs-unknown-until': 'Costs are not known until it answers.',
  'allow-action': 'Ask your administrator to allow {action}.',
  'role-may-not-price': 'The AWS Price List: this app’s role may not call {action}.',
  'prices-slow-down': 'The AWS Price List is busy.',
  'prices-no-credentials': 'The AWS Price List does not accept this app’s credentials: {why}.',
  'prices-silent': 'The AWS Price List did not answer: {why}.',
  'prices-refused': 'The AWS Price List refused the request: {why}.',
  'prices-none': 'The AWS Price List has no prices for Studio apps in {region}.',
  'no-price-list': 'There is no price list in {name}, so costs are not known.',
  'prices-endless': 'The AWS Price List does not end. Some prices may be missing.',
} as const;
