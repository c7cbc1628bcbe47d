/** What a publication can be taken along as. */
export const PUBLICATION_FORMATS = ['pdf', 'xlsx', 'csv', 'json'] as const;
export type PublicationFormat = (typeof PUBLICATION_FORMATS)[number];
