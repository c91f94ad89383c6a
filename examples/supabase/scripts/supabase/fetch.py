"""Prints the open orders of a Supabase table, dearest first."""

import os
import sys

from supabase import create_client


def main() -> int:
    url = os.environ.get("SUPABASE_URL")
    key = os.environ.get("SUPABASE_KEY")
    if not url or not key:
        print("Set SUPABASE_URL and SUPABASE_KEY first.", file=sys.stderr)
        return 2

    client = create_client(url, key)
    answer = (
        client.table("orders")
        .select("id, customer, total, status")
        .eq("status", "open")
        .gt("total", 20)
        .order("total", desc=True)
        .limit(5)
        .execute()
    )
    for row in answer.data:
        print(f"{row['id']:>4}  {row['customer']:<20}  {row['total']:>9.2f}  {row['status']}")
    print(f"{len(answer.data)} orders")
    return 0


if __name__ == "__main__":
    sys.exit(main())
