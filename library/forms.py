"""Forms of the library's pages."""

from typing import Any

from django import forms

from library.models import Audience, List


class ListForm(forms.ModelForm[List]):
    class Meta:
        model = List
        fields = ("name", "description", "audience", "also_on_tmdb")
        widgets = {"description": forms.Textarea(attrs={"rows": 4}), "audience": forms.RadioSelect}
        labels = {"also_on_tmdb": "Also on TMDB, where everybody can see it"}
        help_texts = {"also_on_tmdb": "A list for everybody goes to TMDB in any case, unless your profile is private."}

    audience = forms.ChoiceField(
        choices=Audience.choices, widget=forms.RadioSelect, initial=Audience.CLUB, label="Who may see it"
    )

    def __init__(self, *args: Any, is_linked: bool, **kwargs: Any) -> None:
        """Leave out the question whether the list may be on TMDB for members without a link."""
        super().__init__(*args, **kwargs)
        if not is_linked:
            del self.fields["also_on_tmdb"]

    @property
    def values(self) -> dict[str, Any]:
        """Return the fields that a list is created or edited with."""
        return {"also_on_tmdb": self.instance.also_on_tmdb, **self.cleaned_data}
