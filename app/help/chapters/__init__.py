"""The pages of help, a file for each reader."""

from app.help.chapters.administrator import CHAPTER as ADMINISTRATOR
from app.help.chapters.consumer import CHAPTER as CONSUMER
from app.help.chapters.officer import CHAPTER as OFFICER
from app.help.chapters.panel import CHAPTER as PANEL
from app.help.chapters.park import CHAPTER as PARK
from app.help.chapters.seller import CHAPTER as SELLER
from app.help.terms import Chapter, Reader

CHAPTERS: dict[Reader, Chapter] = {
    one.reader: one for one in (CONSUMER, SELLER, PARK, OFFICER, PANEL, ADMINISTRATOR)
}
