"""How a visitor wants to read: language of texts, country, theme. Choices are TMDB's own lists."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from catalog.codes import COUNTRIES, is_language
from catalog.forms import choice_field
from catalog.gateway import PAGE_DEADLINE, api, gateway
from catalog.http import Request
from catalog.locale import DEFAULT_VARIANTS, THEMES, Locale, set_preference_cookies
from catalog.pages.page import data_or_none
from catalog.signals import preferences_saved
from tmdb import Deadline
from tmdb.payload import get_rows, get_str

THEME_NAMES = {"system": "As my device", "dark": "Dark", "light": "Light"}


class PreferencesForm(forms.Form):
    language = forms.ChoiceField(
        label="Language of titles and texts",
        help_text="What nobody has translated stands in English, and says so.",
    )
    region = forms.ChoiceField(label="Country", help_text="For release dates, certifications and where to watch.")
    theme = forms.ChoiceField(choices=[(key, THEME_NAMES[key]) for key in THEMES], widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        languages: list[tuple[str, str]],
        regions: list[tuple[str, str]],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        choice_field(self, "language").choices = languages
        choice_field(self, "region").choices = regions


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: Request) -> HttpResponse:
    locale, theme = request.locale, request.theme
    wanted = request.GET.get("language", "")  # as the page of a title's translations asks for it
    languages, regions = choices(locale, wanted)
    language = wanted if wanted in dict(languages) else locale.language
    initial = {"language": language, "region": locale.region, "theme": theme}
    form = PreferencesForm(request.POST or None, initial=initial, languages=languages, regions=regions)
    back = _back(request)
    if request.method == "POST" and form.is_valid():
        response, theme = HttpResponseRedirect(back), form.cleaned_data["theme"]
        locale = Locale(form.cleaned_data["language"], form.cleaned_data["region"])
        set_preference_cookies(response, locale, theme)
        preferences_saved.send(sender=PreferencesForm, request=request, locale=locale, theme=theme)
        return response
    status = 422 if form.is_bound else 200
    return render(request, "catalog/preferences.html", {"form": form, "back": back}, status=status)


def choices(locale: Locale, wanted: str = "") -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Languages and countries as (code, name), by name; without TMDB's lists, a short one of our own. A title can be
    translated into more languages than TMDB lists, so `wanted` is one more if TMDB knows it."""
    calls = {
        "translations": api.configuration.primary_translations(),
        "languages": api.configuration.languages(),
        "countries": api.configuration.countries(language="en-US"),
    }
    answers = gateway().gather(calls, Deadline.after(PAGE_DEADLINE))
    codes, names, countries = (data_or_none(answers[name]) for name in calls)
    spoken = {get_str(row, "iso_639_1"): get_str(row, "english_name") for row in get_rows(names)}
    known = {code for code in codes or () if isinstance(code, str)} | set(DEFAULT_VARIANTS.values()) | {locale.language}
    known |= {wanted} if is_language(wanted) and wanted[:2] in spoken else set()
    languages = [(code, f"{spoken.get(code[:2], code[:2])} ({code[3:]})") for code in known if is_language(code)]
    names_ = {get_str(row, "iso_3166_1"): get_str(row, "english_name") for row in get_rows(countries)}
    regions = {code: name for code, name in names_.items() if code in COUNTRIES}
    regions = regions or {code[3:]: code[3:] for code in DEFAULT_VARIANTS.values()}
    regions.setdefault(locale.region, locale.region)
    return sorted(languages, key=lambda one: one[1]), sorted(regions.items(), key=lambda one: one[1])


def _back(request: Request) -> str:
    """Where the visitor came from, if that is a page of this site."""
    target = request.POST.get("next") or request.GET.get("next") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return reverse("catalog:home")
