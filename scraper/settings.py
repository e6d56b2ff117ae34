"""Scrapy's settings: politeness, limits, and what of Scrapy takes part.

`scraper.crawl` and `scrapy crawl` read the same file. What depends on the user's configuration
(the contact in the User-Agent, delays by host) is set by `scraper.spiders.polite`.
"""

from importlib.metadata import version

BOT_NAME = "docketwatch"
SPIDER_MODULES = ["scraper.spiders"]
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"

# Who we are, and what we want.
USER_AGENT = f"docketwatch/{version('docketwatch')} (court docket watcher)"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "application/rss+xml, application/xml;q=0.9, */*;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip",
}

# Politeness. Slots are by host and port (`Origin.slot`), each with its own delay.
DOWNLOAD_DELAY = 1.0  # seconds
DOWNLOAD_DELAY_JITTER = 0  # the delay is a promise, not a mean
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 64  # all hosts together; a dozen that hang must not hold up the others
AUTOTHROTTLE_ENABLED = False
RETRY_ENABLED = False  # a source's own back-off decides (`db.rhythm`)

# Limits. The largest feed ever captured had 2.1 MB.
DOWNLOAD_TIMEOUT = 30  # seconds, from the request to the last byte
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # bytes, as sent and again as unpacked
LARGEST_DOCUMENT = 64 * 1024 * 1024  # bytes; likewise, for free copies alone
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False  # a parser reads what did arrive, and says that it was cut short

# Safety.
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
TWISTED_DNS_RESOLVER = "scraper.addresses.ScrapyResolver"
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False  # appellate courts set a session cookie that means nothing to us

# Economy: what we do not use costs a millisecond a request.
CONCURRENT_ITEMS = 1
WARN_ON_GENERATOR_RETURN_VALUE = False
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
LOG_LEVEL = "WARNING"
LOG_FORMATTER = "scraper.pipelines.QuietLog"

DOWNLOADER_MIDDLEWARES = {
    "scraper.middlewares.Addresses": 50,
    "scraper.middlewares.Robots": 100,
    "scraper.middlewares.ConditionalGet": 450,
    "scraper.middlewares.Redirects": 600,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # spiders record every status
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
EXTENSIONS: dict[str, int] = {}
EXTENSIONS_BASE: dict[str, int] = {}  # named and set to None, each would still be imported
ITEM_PIPELINES = {
    "scraper.pipelines.Keep": 100,
    "scraper.pipelines.Store": 200,
}
