"""How each country cites: one module each, and this table; a country that is not in it cites as `generic` says."""

from types import MappingProxyType

from lawpin.law.jurisdictions.cn import CN
from lawpin.law.jurisdictions.generic import GENERIC
from lawpin.law.jurisdictions.jp import JP
from lawpin.law.jurisdictions.tw import TW

JURISDICTIONS = MappingProxyType({jurisdiction.code: jurisdiction for jurisdiction in (CN, TW, JP, GENERIC)})
