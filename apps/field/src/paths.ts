/** Every address of the field app. */
export const paths = {
  today: () => '/',
  visit: (id: string) => `/visits/${id}`,
  sync: () => '/sync',
  sheet: () => '/day-sheet',
  map: () => '/map',
  signIn: () => '/sign-in',
}
