/** How long things last and how long passwords are; said once, for the library and for our own pages. */
export const PASSWORD_MIN = 10
export const PASSWORD_MAX = 128
export const SESSION_SECONDS = 14 * 24 * 3600
export const RESET_SECONDS = 3600
export const INVITATION_DAYS = 7
