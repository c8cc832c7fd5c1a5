"""The job that fetches TMDB's daily exports."""

from datetime import date

import requests

from catalog.datasets import export_download, exports
from catalog.datasets.exports import Export, NotPublished
from catalog.datasets.progress import file_progress
from jobs.runner import JobFailed, PartialFailure, Progress, job


@job("exports", "Daily exports", "Fetches TMDB's lists of all ids: films, shows, people, collections and more.", 1800)
def fetch_exports(progress: Progress, day: str = "") -> str:
    """Fetch the files of the last day that is published, or of a given one.

    A file that fails leaves the others alone, and its old one in place. Raises JobFailed, which names all that failed.
    """
    files = exports.list_exports(date.fromisoformat(day) if day else exports.latest_day())
    new, problems = 0, []
    for index, export in enumerate(files):
        report = file_progress(progress, index, len(files), export.name)
        is_new, problem = _fetch(export, report, may_be_older=not day)
        new += is_new
        problems += [problem] if problem else []
    exports.delete_old(keep=files)
    if problems:
        summary = f"{len(files) - len(problems)} of {len(files)} files of {files[0].day}. {' '.join(problems)}"
        raise (PartialFailure if new else JobFailed)(summary)
    progress(len(files), len(files))
    return f"{len(files)} files of {files[0].day}, {new} of them new."


def _fetch(export: Export, report: export_download.ReportBytes, *, may_be_older: bool) -> tuple[bool, str]:
    """Return whether there is a new file, and what was wrong."""
    is_new = not export.path.is_file()
    try:
        export_download.fetch(export, report)
    except NotPublished as error:
        return may_be_older and export_download.fetch_latest_before(export, report), str(error)
    except JobFailed as error:
        return False, str(error)
    except requests.RequestException as error:
        return False, f"{export.name}: {type(error).__name__}."
    return is_new, ""
