#include "core/cli/demo_vocabulary.h"

namespace taffrail {

std::string_view BuiltInVocabularyText() {
  return R"(# The words of Taffrail's demo shop.
# key = value; a key given again adds an alternative. {slots} are filled in:
# user order cart session product query warehouse job currency amount items
# hits ms attempt target count.

service.gateway = gateway
service.auth = auth
service.cart = cart
service.checkout = checkout
service.payments = payments
service.ledger = ledger-db
service.search = search
service.catalog = catalog

# A host is a network and a number.
network = ip-10-2-31
network = ip-10-2-32
network = ip-10-2-47

product = trail-runner-42
product = wool-socks
product = rain-jacket
product = head-torch
product = gps-watch
product = camp-stove
product = dry-bag-20l
product = trekking-poles
product = water-filter
product = sleeping-mat
product = first-aid-kit
product = climbing-rope-60m

query = running shoes
query = rain jacket women
query = waterproof bag
query = tent 2 person
query = gift card
query = merino base layer
query = headlamp rechargeable
query = stove gas
query = trail running vest
query = kids boots

warehouse = Rotterdam
warehouse = Leipzig
warehouse = Lyon

currency = EUR
currency = EUR
currency = CHF
currency = SEK

job = rebuild-index
job = expire-carts
job = price-feed
job = sitemap
job = stock-sync

agent = Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36
agent = Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15
agent = Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)
agent = Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0
agent = shop-android/7.31.2

gateway.search = GET /api/search
gateway.cart = GET /api/cart/{cart}
gateway.add = POST /api/cart/{cart}/items
gateway.checkout = POST /api/checkout
gateway.login = POST /api/login
gateway.health = GET /healthz

auth.verified = token of user {user} verified in {ms}ms
auth.refreshed = session {session} refreshed for user {user}
auth.refreshed = session {session} opened for user {user}
auth.refused = login refused for user {user}: wrong password, attempt {attempt}
auth.purge = purged {count} expired sessions in {ms}ms

cart.priced = cart {cart} priced: {items} items, total {amount} {currency}
cart.added = added {product} to cart {cart}, now {items} items
cart.evicted = evicted {count} idle carts from memory

checkout.started = order {order} placed by user {user}: {items} items, {amount} {currency}
checkout.confirmed = order {order} confirmed, ships from {warehouse}
checkout.timeout = timeout calling {target} after {ms}ms attempt {attempt}/3 order={order}
checkout.circuit = circuit {target} opened: {count} failures in 10s, rejecting new orders

payments.lock = acquired lock ledger:eu-1 in {ms}ms
payments.charged = charged {amount} {currency} for order {order} in {ms}ms
payments.declined = card declined for order {order}: insufficient funds
payments.declined = card declined for order {order}: expired card
payments.pool = connection pool exhausted: 64/64 busy, {count} waiting
payments.panic = panic recovered: context deadline exceeded, order={order}

ledger.update = duration: {ms} ms  statement: UPDATE balances SET amount = amount - $1 WHERE account = $2
ledger.update = duration: {ms} ms  statement: INSERT INTO entries (order_id, amount) VALUES ($1, $2)
ledger.slow = slow query {ms}ms: UPDATE balances SET amount = amount - $1 WHERE account = $2
ledger.checkpoint = checkpoint complete: wrote {count} buffers in {ms} ms

search.done = query "{query}" {hits} hits in {ms}ms
search.slow = query "{query}" took {ms}ms, {hits} hits, shard 3 answered last
search.pause = GC pause {ms}ms, {count} MB freed

catalog.loaded = loaded {items} products for {target} in {ms}ms
catalog.miss = cache miss for {product}, reading from disk
catalog.job = job {job} finished: {count} rows in {ms}ms
)";
}

}  // namespace taffrail
