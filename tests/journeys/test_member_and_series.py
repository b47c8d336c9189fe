"""Sari works in Indonesian: a member comes and leaves, goals change their wording, consent is withdrawn, a series is
planned, a session is looked back on."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from members.models import Membership
from observations.summaries.models import Summary
from sessions_app.models import Session
from tests.journeys.steps import eyes_of, follow, press
from tests.stack import wait_until

SARI = "sari@demo.example"
TODAY = date.today()
MONTH_AGO = TODAY - timedelta(days=30)
FIRST = TODAY + timedelta(days=400)  # after whatever is planned already


def begin(page: Page) -> Page:
    expect(page.get_by_role("heading", level=1)).to_have_text("Hari ini")
    follow(page, "Kelompok")
    follow(page, "Kelompok Melati")
    return page


def add_flamboyan(page: Page) -> None:
    follow(page, "Tambah anggota")
    page.get_by_label("Nama samaran").fill("Flamboyan")
    page.get_by_label("Bergabung pada").fill(MONTH_AGO.isoformat())
    page.get_by_label("ringkasan otomatis").check()
    page.get_by_label("Masalah").fill("Menunggu sampai ditanya")
    page.get_by_label("Tujuan").fill("Berbicara lebih dulu\nMeminta bantuan")
    page.get_by_label("Nama resmi").fill("Flora Boyana")
    press(page, "Tambahkan anggota")
    expect(page.locator("#messages")).to_contain_text("Anggota sudah masuk kelompok.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Flamboyan")


def rephrase_a_goal(page: Page) -> None:
    goal = page.locator("#statements .list > li").filter(has_text="Berbicara lebih dulu")
    follow(goal, "Ubah rumusan")
    page.get_by_label("Rumusan").fill("Berbicara lebih dulu, sekali tiap sesi")
    press(page, "Simpan")
    expect(goal).to_contain_text("Berbicara lebih dulu, sekali tiap sesi")
    earlier = goal.locator("details")
    expect(earlier.locator(".grounds")).not_to_be_visible()
    earlier.get_by_text("1 rumusan sebelumnya").click()
    expect(earlier.locator(".grounds li")).to_have_text(re.compile(r"^Berbicara lebih dulu \d"))


def add_and_close_a_goal(page: Page) -> None:
    page.get_by_text("Tambah tujuan").click()
    adding = page.locator("details").filter(has_text="Tambah tujuan")
    adding.get_by_role("textbox").fill("Menatap yang diajak bicara")
    press(adding, "Simpan")
    goal = page.locator("#statements .list > li").filter(has_text="Menatap yang diajak bicara")
    press(goal, "Tutup")
    expect(goal).to_contain_text("ditutup")
    press(goal, "Buka kembali")
    expect(goal.get_by_role("button", name="Tutup")).to_be_visible()


def leaves(page: Page) -> None:
    follow(page, "Ubah")
    page.get_by_label("Keluar pada").fill((MONTH_AGO - timedelta(days=1)).isoformat())
    press(page, "Simpan")
    expect(page.locator(".errorlist li")).to_be_visible()
    page.get_by_label("Keluar pada").fill(TODAY.isoformat())
    page.get_by_label("Hasil").select_option("mencapainya sebagian")
    press(page, "Simpan")
    expect(page.locator("main")).to_contain_text("mencapainya sebagian")
    follow(page, "Kelompok Melati")
    expect(page.get_by_role("table", name="Anggota sekarang")).not_to_contain_text("Flamboyan")
    follow(page, r"Sudah keluar\s+\d+")
    expect(page.get_by_role("table", name="Anggota yang sudah keluar")).to_contain_text("Flamboyan")


def test_a_member_comes_changes_their_goals_and_leaves(visit, stored):
    page = begin(visit(SARI))
    add_flamboyan(page)
    rephrase_a_goal(page)
    add_and_close_a_goal(page)
    leaves(page)
    with eyes_of(SARI):
        membership = Membership.objects.get(person__alias="Flamboyan")
        assert (membership.joined, membership.left, membership.outcome) == (MONTH_AGO, TODAY, "partly")
        goals = membership.statements.filter(kind="goal").order_by("position")
        wordings = [list(goal.versions.values_list("text", flat=True)) for goal in goals]
    assert sorted(map(len, wordings)) == [1, 1, 2]
    assert ["Berbicara lebih dulu, sekali tiap sesi", "Berbicara lebih dulu"] in wordings


def summaries_of(alias: str) -> int:
    with eyes_of(SARI):
        return Summary.objects.filter(membership__person__alias=alias).count()


def test_without_consent_there_is_no_summary_and_with_it_there_is_one_again(visit, stored):
    page = begin(visit(SARI))
    page.locator("#members").get_by_role("link", name="Kenanga").click()
    expect(page.locator(".claims > li").first).to_contain_text("Kenanga", timeout=60_000)
    assert summaries_of("Kenanga") == 1
    follow(page, "Masalah, tujuan, persetujuan")
    consent = page.locator("#consents .list > li").filter(has_text="ingkasan otomatis").first
    press(consent, "Tarik kembali")
    expect(consent.get_by_role("button", name="Berikan")).to_be_visible()
    follow(page, "Yang tampak dari catatan")
    expect(page.locator("main")).to_contain_text("Tidak ada ringkasan tanpa persetujuan")
    expect(page.locator(".claims, figure")).to_have_count(0)
    wait_until(lambda: summaries_of("Kenanga") == 0, seconds=60)
    follow(page, "Masalah, tujuan, persetujuan")
    press(consent, "Berikan")
    expect(consent.get_by_role("button", name="Tarik kembali")).to_be_visible()
    follow(page, "Yang tampak dari catatan")
    expect(page.locator(".claims > li").first).to_contain_text("Kenanga")
    assert summaries_of("Kenanga") == 1


def test_a_series_leaves_out_the_holiday_and_numbers_on(visit, stored):
    page, holiday = begin(visit(SARI)), FIRST + timedelta(weeks=1)
    follow(page, "Rencanakan rangkaian")
    page.get_by_label("Tanggal").fill(FIRST.isoformat())
    page.get_by_label("Mulai pukul").fill("16:30")
    page.get_by_label("Berapa sesi").fill("3")
    page.get_by_label("Hari tanpa sesi").fill("besok")
    press(page, "Tampilkan tanggalnya")
    expect(page.locator(".errorlist")).to_contain_text("“besok” bukan tanggal.")
    page.get_by_label("Hari tanpa sesi").fill(holiday.isoformat())
    press(page, "Tampilkan tanggalnya")
    expect(page.get_by_role("heading", level=2)).to_have_text("3 tanggal")
    press(page, "Rencanakan 3 sesi ini")
    expect(page.locator("#messages")).to_contain_text("3 sesi direncanakan.")
    with eyes_of(SARI):
        planned = list(Session.objects.filter(starts__date__gte=FIRST).order_by("number"))
    assert [session.starts.date() - FIRST for session in planned] == [timedelta(weeks=n) for n in (0, 2, 3)]
    assert [session.number - planned[0].number for session in planned] == [0, 1, 2]
    expect(page.locator("#sessions")).to_contain_text(f"Sesi {planned[-1].number}")


def test_afterwards_says_how_safe_and_how_honest_it_was(visit, stored):
    page = begin(visit(SARI))
    page.locator("#sessions .list > li").filter(has_text="perlu debriefing").first.get_by_role("link").click()
    follow(page, "Nilai")
    page.get_by_role("group", name="Cukup aman").get_by_label("4").check()
    page.get_by_role("group", name="Umpan balik jujur").get_by_label("2").check()
    press(page, "Simpan")
    looked_back = page.locator("section").filter(has_text="Sesudah sesi")
    expect(looked_back.locator("dd")).to_have_text(["4 dari 5", "2 dari 5"])
    with eyes_of(SARI):
        session = Session.objects.get(pk=page.url.split("/")[-2])
    assert (session.safety, session.honesty) == (4, 2)
