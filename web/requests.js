// Counts what the page and its workers asked of the network, and what the browser refused them.
// A refused attempt is no request, but browsers differ in what they tell of it: all of them report a violation of the policy, Chromium
// lists most refused attempts (not fetch) among the resources besides, before the violation or after it. So a violation takes back one
// listed resource of its address that began before it, and what is listed counts only when no violation followed.

const kViolationFollowsMs = 250;

const is_outside = address => /^[a-z][a-z0-9+.-]*:/i.test(address) && !/^(blob|data|about|[a-z-]+-extension):/i.test(address);
const without_fragment = address => address.split('#')[0];

class RequestCount {
  constructor(changed, later = act => setTimeout(act, kViolationFollowsMs)) {
    this.changed = changed;
    this.later = later;
    this.listed = [];            // resources that no violation has taken back
    this.violations = [];        // that have met no resource
    this.own = { made: 0, refused: 0 };
    this.workers = [];
  }

  get made() { return this.sum('made'); }
  get refused() { return this.sum('refused'); }
  sum(name) { return this.workers.reduce((all, worker) => all + worker[name], this.own[name]); }

  // An entry of the resource timeline.
  take_resource({ name, startTime, responseStatus, transferSize }) {
    if (!is_outside(name)) return;
    const resource = { address: without_fragment(name), began: startTime, counted: false };
    const answered = responseStatus > 0 || transferSize > 0;
    const found = answered ? -1 : this.violations.findIndex(violation => takes_back(violation, resource));
    if (found >= 0) return void this.violations.splice(found, 1);
    const count = () => {
      if (resource.taken_back) return;
      resource.counted = true;
      this.own.made++;
      this.changed(this);
    };
    if (answered) return count();
    this.listed.push(resource);
    this.later(count);
  }

  // A securitypolicyviolation event. Those of inline code, eval and the like are no attempts to reach anything.
  take_violation({ blockedURI, timeStamp }) {
    if (!is_outside(blockedURI)) return;
    const violation = { address: without_fragment(blockedURI), at: timeStamp };
    const found = this.listed.findIndex(resource => takes_back(violation, resource));
    if (found >= 0) {
      const [resource] = this.listed.splice(found, 1);
      resource.taken_back = true;
      if (resource.counted) this.own.made--;
    } else {
      this.violations.push(violation);
    }
    this.own.refused++;
    this.changed(this);
  }

  // Adds what a worker reports of itself; it does by this same file.
  follow(worker) {
    const reported = { made: 0, refused: 0 };
    this.workers.push(reported);
    worker.addEventListener('message', ({ data }) => {
      if (data.is !== 'requests') return;
      reported.made = data.made;
      reported.refused = data.refused;
      this.changed(this);
    });
    return worker;
  }
}

// A refused frame is reported by its origin alone.
function takes_back(violation, resource) {
  return resource.began <= violation.at &&
    (resource.address === violation.address || /^\w+:\/\/[^/]+$/.test(violation.address) && resource.address.startsWith(violation.address + '/'));
}

function count_requests(changed) {
  const count = new RequestCount(changed);
  new PerformanceObserver(list => list.getEntries().forEach(entry => count.take_resource(entry))).observe({ type: 'resource', buffered: true });
  addEventListener('securitypolicyviolation', event => count.take_violation(event));
  return count;
}

if (typeof WorkerGlobalScope !== 'undefined') count_requests(({ made, refused }) => postMessage({ is: 'requests', made, refused }));
