"""The page of a visitor's preferences: language of texts, country, theme. Choices are TMDB's own lists."""

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
from tmdb.payload import JSON, get_rows, get_str, get_strings

Choices = list[tuple[str, str]]  # (code, name)
THEME_NAMES = {"system": "As my device", "dark": "Dark", "light": "Light"}


class PreferencesForm(forms.Form):
    """How a visitor reads."""

    language = forms.ChoiceField(
        label="Language of titles and texts",
        help_text="What nobody has translated stands in English, and says so.",
    )
    region = forms.ChoiceField(label="Country", help_text="For release dates, certifications and where to watch.")
    theme = forms.ChoiceField(choices=[(key, THEME_NAMES[key]) for key in THEMES], widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        languages: Choices,
        regions: Choices,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        choice_field(self, "language").choices = languages
        choice_field(self, "region").choices = regions


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: Request) -> HttpResponse:
    locale, theme = request.locale, request.theme
    extra_language = request.GET.get("language", "")  # as the page of a title's translations asks for it
    languages, regions = build_choices(locale, extra_language)
    language = extra_language if extra_language in dict(languages) else locale.language
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


def build_choices(locale: Locale, extra_language: str = "") -> tuple[Choices, Choices]:
    """Return languages and countries as (code, name), by name; without TMDB's lists, short ones of the site's own.

    A title can be translated into more languages than TMDB lists, so `extra_language` is one more if TMDB knows it.
    """
    calls = {
        "translations": api.configuration.primary_translations(),
        "languages": api.configuration.languages(),
        "countries": api.configuration.countries(language="en-US"),
    }
    answers = gateway().gather(calls, Deadline.after(PAGE_DEADLINE))
    translations, languages, countries = (data_or_none(answers[name]) for name in calls)
    names = {get_str(row, "iso_639_1"): get_str(row, "english_name") for row in get_rows(languages)}
    codes = {*get_strings(translations), locale.language}
    if is_language(extra_language) and extra_language[:2] in names:
        codes.add(extra_language)
    return _language_choices(codes, names), _country_choices(get_rows(countries), locale)


def _language_choices(codes: set[str], names: dict[str, str]) -> Choices:
    """Return the languages among TMDB's codes, and the site's own."""
    languages = {code for code in codes | set(DEFAULT_VARIANTS.values()) if is_language(code)}
    labels = {code: f"{names.get(code[:2], code[:2])} ({code[3:]})" for code in languages}
    return sorted(labels.items(), key=lambda choice: choice[1])


def _country_choices(rows: list[JSON], locale: Locale) -> Choices:
    """Return TMDB's countries, else the site's own; and the visitor's among them."""
    names = {get_str(row, "iso_3166_1"): get_str(row, "english_name") for row in rows}
    countries = {code: name for code, name in names.items() if code in COUNTRIES}
    countries = countries or {code[3:]: code[3:] for code in DEFAULT_VARIANTS.values()}
    countries.setdefault(locale.region, locale.region)
    return sorted(countries.items(), key=lambda choice: choice[1])


def _back(request: Request) -> str:
    """Return the address that the visitor came from, if that is a page of this site, else the first page's."""
    target = request.POST.get("next") or request.GET.get("next") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return reverse("catalog:home")
