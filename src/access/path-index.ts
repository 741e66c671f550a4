/** Represents any value of a path parameter. It equals no static segment, because those contain no braces. */
const ANY_VALUE = '{}';

interface Node<T> {
  readonly statics: Map<string, Node<T>>;
  readonly entries: T[];
  readonly greedy: T[];
  parameter?: Node<T>;
}

/** Paths with parameters, found by the segments of a request: the work grows with the depth, not with the number of paths. */
export class PathIndex<T> {
  private readonly root = newNode<T>();
  private depth = 0;

  public add(path: string, entry: T): void {
    const segments = segmentsOf(path);
    this.depth = Math.max(this.depth, segments.length);
    const isGreedy = isGreedyPath(path);
    let node = this.root;
    for (const segment of isGreedy ? segments.slice(0, -1) : segments) node = childOf(node, segment);
    (isGreedy ? node.greedy : node.entries).push(entry);
  }

  /** Returns the entries whose path matches every segment without a greedy parameter; static segments come before parameters. */
  public full(path: string): T[][] {
    return [...full(this.root, segmentsOf(path), 0)];
  }

  /** Returns the entries whose path ends with a greedy parameter; the more specific prefix comes first. */
  public greedy(path: string): T[][] {
    return [...greedy(this.root, segmentsOf(path), 0)];
  }

  /** Returns all matches from the most specific one on, segment by segment: static, parameter, greedy. */
  public bySegment(path: string): T[][] {
    return [...bySegment(this.root, segmentsOf(path), 0)];
  }

  /**
   * Returns a request that the path matches: parameters have any value, and a greedy one is longer than every path without one.
   */
  public sample(path: string): string {
    const values = segmentsOf(path).map((segment) => (segment.startsWith('{') ? ANY_VALUE : segment));
    if (isGreedyPath(path)) while (values.length <= this.depth) values.push(ANY_VALUE);
    return `/${values.join('/')}`;
  }
}

export function isGreedyPath(path: string): boolean {
  return path.endsWith('+}');
}

/** Returns the path without the names of its parameters. API Gateway takes two paths of one shape for the same. */
export function shapeOf(path: string): string {
  return path.replace(/\{[^}]*?(\+?)\}/g, '{$1}');
}

function segmentsOf(path: string): string[] {
  return path === '/' ? [] : path.slice(1).split('/');
}

function newNode<T>(): Node<T> {
  return { statics: new Map(), entries: [], greedy: [] };
}

function childOf<T>(node: Node<T>, segment: string): Node<T> {
  if (segment.startsWith('{')) {
    node.parameter ??= newNode();
    return node.parameter;
  }
  const child = node.statics.get(segment) ?? newNode<T>();
  node.statics.set(segment, child);
  return child;
}

/** Returns the nodes below this one that match the segment, the more specific one first. */
function children<T>(node: Node<T>, segment: string): Node<T>[] {
  return [node.statics.get(segment), segment === '' ? undefined : node.parameter].filter((it) => it !== undefined);
}

function* full<T>(node: Node<T>, segments: string[], at: number): Generator<T[]> {
  if (at === segments.length) yield node.entries;
  else for (const child of children(node, segments[at])) yield* full(child, segments, at + 1);
}

function* greedy<T>(node: Node<T>, segments: string[], at: number): Generator<T[]> {
  if (at === segments.length) return; // a greedy parameter needs at least one segment
  for (const child of children(node, segments[at])) yield* greedy(child, segments, at + 1);
  yield node.greedy;
}

function* bySegment<T>(node: Node<T>, segments: string[], at: number): Generator<T[]> {
  if (at === segments.length) {
    yield node.entries;
    return;
  }
  for (const child of children(node, segments[at])) yield* bySegment(child, segments, at + 1);
  yield node.greedy;
}
