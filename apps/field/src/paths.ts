/** Every address of the field app. */
export const paths = {
  today: () => '/',
  visit: (id: string) => `/visits/${id}`,
  sync: () => '/sync',
  sheet: () => '/day-sheet',
  signIn: () => '/sign-in',
}
