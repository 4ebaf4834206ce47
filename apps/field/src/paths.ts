/** Every address of the field app. */
export const paths = {
  today: () => '/',
  signIn: () => '/sign-in',
}
