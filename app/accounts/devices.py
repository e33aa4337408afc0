"""What a browser calls itself, in two words, and an address without its end: enough to know one's own sign-ins."""

import ipaddress

BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("QQBrowser", "QQ 浏览器"),
    ("UCBrowser", "UC 浏览器"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """Such as ``微信 · Android``; ``—`` for what does not say."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), None)
    system = next((name for mark, name in SYSTEMS if mark in user_agent), None)
    return " · ".join(one for one in (browser, system) if one) or "—"


def shortened(address: str) -> str:
    """The neighbourhood only: ``112.10.3.*``; the first half of an IPv6 address."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if read.version == 4:
        return f"{address.rpartition('.')[0]}.*"
    return f"{ipaddress.ip_network(f'{address}/64', strict=False).network_address}*"
