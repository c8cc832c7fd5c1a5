"""Forms of the library's pages."""

from django import forms

from library.models import Audience, List


class ListForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = List
        fields = ("name", "description", "audience")
        widgets = {"description": forms.Textarea(attrs={"rows": 4}), "audience": forms.RadioSelect}

    audience = forms.ChoiceField(
        choices=Audience.choices, widget=forms.RadioSelect, initial=Audience.CLUB, label="Who may see it"
    )
