/** The largest scan that is taken by the screen: a thousand colour pages at 300 dpi; more is better split. */
export const MAX_UPLOAD_BYTES = 1024 ** 3;
