"""what operators load"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "centres",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("district_kk", sa.String(), nullable=False),
        sa.Column("district_ru", sa.String(), nullable=False),
        sa.Column("name_kk", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("address_kk", sa.String(), nullable=False),
        sa.Column("address_ru", sa.String(), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("hours_kk", sa.String(), nullable=False),
        sa.Column("hours_ru", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_centres")),
    )
    with op.batch_alter_table("centres", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_centres_region"), ["region"], unique=False)

    op.create_table(
        "national_figures",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_national_figures")),
    )
    with op.batch_alter_table("national_figures", schema=None) as batch_op:
        batch_op.create_index(
            "ix_national_figures_in_force",
            ["name", "valid_from"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )

    op.create_table(
        "region_lines",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("quarter", sa.String(length=6), nullable=False),
        sa.Column("subsistence_minimum", sa.String(length=24), nullable=True),
        sa.Column("median_income", sa.String(length=24), nullable=True),
        sa.Column("poverty_line", sa.String(length=24), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region_lines")),
    )
    with op.batch_alter_table("region_lines", schema=None) as batch_op:
        batch_op.create_index(
            "ix_region_lines_in_force",
            ["region", "quarter"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )

    op.create_table(
        "registry_people",
        sa.Column("iin_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("iin", sa.LargeBinary(), nullable=False),
        sa.Column("phones", sa.LargeBinary(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("centre", sa.String(length=32), nullable=True),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("iin_hash", name=op.f("pk_registry_people")),
    )
    op.create_table(
        "registry_applications",
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("iin_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("submitted_on", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("changed_on", sa.String(length=10), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=False),
        sa.Column("ground", sa.Integer(), nullable=True),
        sa.Column("act_by", sa.String(length=10), nullable=True),
        sa.Column("amount", sa.String(length=24), nullable=True),
        sa.Column("paid_from", sa.String(length=10), nullable=True),
        sa.Column("paid_until", sa.String(length=10), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=True),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["iin_hash"],
            ["registry_people.iin_hash"],
            name=op.f("fk_registry_applications_iin_hash_registry_people"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_registry_applications")),
    )
    with op.batch_alter_table("registry_applications", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registry_applications_changed_at"), ["changed_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_registry_applications_iin_hash"), ["iin_hash"], unique=False
        )

    op.create_table(
        "registry_contracts",
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("iin_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("signed_on", sa.String(length=10), nullable=True),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["iin_hash"],
            ["registry_people.iin_hash"],
            name=op.f("fk_registry_contracts_iin_hash_registry_people"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_registry_contracts")),
    )
    with op.batch_alter_table("registry_contracts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registry_contracts_changed_at"), ["changed_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_registry_contracts_iin_hash"), ["iin_hash"], unique=False
        )

    op.create_table(
        "registry_payments",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("iin_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("month", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("amount", sa.String(length=24), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["iin_hash"],
            ["registry_people.iin_hash"],
            name=op.f("fk_registry_payments_iin_hash_registry_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_payments")),
    )
    with op.batch_alter_table("registry_payments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registry_payments_changed_at"), ["changed_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_registry_payments_day"), ["day"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_registry_payments_iin_hash"), ["iin_hash"], unique=False
        )

    op.create_table(
        "registry_phones",
        sa.Column("phone_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("iin_hash", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["iin_hash"],
            ["registry_people.iin_hash"],
            name=op.f("fk_registry_phones_iin_hash_registry_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("phone_hash", "iin_hash", name=op.f("pk_registry_phones")),
    )
    with op.batch_alter_table("registry_phones", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registry_phones_iin_hash"), ["iin_hash"], unique=False
        )

    op.create_table(
        "registry_contract_members",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("contract", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("bound", sa.Integer(), nullable=False),
        sa.Column("exemption", sa.String(length=32), nullable=True),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract"],
            ["registry_contracts.number"],
            name=op.f("fk_registry_contract_members_contract_registry_contracts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_contract_members")),
    )
    with op.batch_alter_table("registry_contract_members", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registry_contract_members_contract"), ["contract"], unique=False
        )

    op.create_table(
        "registry_obligations",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("contract", sa.String(length=64), nullable=False),
        sa.Column("party", sa.String(length=8), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract"],
            ["registry_contracts.number"],
            name=op.f("fk_registry_obligations_contract_registry_contracts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_obligations")),
    )
    with op.batch_alter_table("registry_obligations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registry_obligations_changed_at"), ["changed_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_registry_obligations_contract"), ["contract"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_registry_obligations_due_on"), ["due_on"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("registry_obligations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registry_obligations_due_on"))
        batch_op.drop_index(batch_op.f("ix_registry_obligations_contract"))
        batch_op.drop_index(batch_op.f("ix_registry_obligations_changed_at"))

    op.drop_table("registry_obligations")
    with op.batch_alter_table("registry_contract_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registry_contract_members_contract"))

    op.drop_table("registry_contract_members")
    with op.batch_alter_table("registry_phones", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registry_phones_iin_hash"))

    op.drop_table("registry_phones")
    with op.batch_alter_table("registry_payments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registry_payments_iin_hash"))
        batch_op.drop_index(batch_op.f("ix_registry_payments_day"))
        batch_op.drop_index(batch_op.f("ix_registry_payments_changed_at"))

    op.drop_table("registry_payments")
    with op.batch_alter_table("registry_contracts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registry_contracts_iin_hash"))
        batch_op.drop_index(batch_op.f("ix_registry_contracts_changed_at"))

    op.drop_table("registry_contracts")
    with op.batch_alter_table("registry_applications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registry_applications_iin_hash"))
        batch_op.drop_index(batch_op.f("ix_registry_applications_changed_at"))

    op.drop_table("registry_applications")
    op.drop_table("registry_people")
    with op.batch_alter_table("region_lines", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_region_lines_in_force",
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )

    op.drop_table("region_lines")
    with op.batch_alter_table("national_figures", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_national_figures_in_force",
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )

    op.drop_table("national_figures")
    with op.batch_alter_table("centres", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_centres_region"))

    op.drop_table("centres")
