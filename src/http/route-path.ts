import { fail } from '../diagnostics/diagnostics';
import type { DiagnosticId } from '../diagnostics/registry';

/** Fails on a path that API Gateway would refuse at deployment, and on path syntax of other frameworks. */
export function checkPath(path: string): void {
  const refuse: (id: DiagnosticId, what: string, fix: string) => never = (id, what, fix) =>
    fail(id, { what: `'path' ${what}`, got: path, fix });

  if (typeof path !== 'string' || path.trim() === '') {
    refuse('Route.noPath', 'is required', "write path: '/orders'");
  }
  const withMethod = /^([A-Z]+)\s+(\/\S*)$/.exec(path);
  if (withMethod) {
    refuse(
      'Route.methodInPath',
      'must not name the method',
      `write path: '${withMethod[2]}', methods: [HttpMethod.${withMethod[1]}]`,
    );
  }
  if (!path.startsWith('/')) refuse('Route.noLeadingSlash', 'must start with a slash', `write path: '/${path.trim()}'`);
  if (path.length > 1 && path.endsWith('/')) {
    refuse('Route.trailingSlash', 'must not end with a slash', `write path: '${path.replace(/\/+$/, '') || '/'}'`);
  }
  const corrected = path.replace(/\/:([A-Za-z]\w*)/g, '/{$1}').replace(/\/\*+$/, '/{proxy+}');
  if (corrected !== path) {
    refuse('Route.otherSyntax', 'must use the syntax of API Gateway', `write path: '${corrected}'`);
  }
  if (!/^\/$|^(\/([A-Za-z0-9._~!$&'()+,;=:@%-]+|\{[\w.:-]+\}))*(\/\{[\w.:-]+\+\})?$/.test(path)) {
    refuse(
      'Route.pathSyntax',
      'must be made of segments such as /orders, /{id} and, at the end only, /{proxy+}',
      "write, for example, path: '/orders/{id}'",
    );
  }
}
