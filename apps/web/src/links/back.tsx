import { useUser } from '../session/session.js';
import { t } from '../texts/index.js';
import { Link } from '../ui/link.js';

/** Leads to the login, or to the list if the user is logged in. */
export function Back() {
  const { data: user } = useUser();
  return user ? (
    <Link href="/">{t.items.toList}</Link>
  ) : (
    <Link href="/login">{t.register.logIn}</Link>
  );
}
